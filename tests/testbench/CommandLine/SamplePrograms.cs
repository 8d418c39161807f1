using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>Small programs that tests of the command run, and where they put them.</summary>
internal static class SamplePrograms
{
    /// <summary>c = a + b on 128 x 16 elements, once; no reference, so that the options of a test decide what is right.</summary>
    public const string Add = """
        .program "small add"
        .input a fp32[128, 16]
        .input b fp32[128, 16]
        .output c fp32[128, 16]
        .sbuf ta fp32[128, 16]
        .sbuf tb fp32[128, 16]
        .sbuf tc fp32[128, 16]
        .semaphore loaded summed stored
        .queue in engines=2
        .queue out engines=2
        .dma load queue=in update=loaded++
        copy a -> ta
        copy b -> tb
        .end
        .dma store queue=out update=stored++
        copy tc -> c
        .end
        .engine sp
            DmaTrigger load
        .engine dve
            $loaded>=2 TensorTensor dst=tc in0=ta in1=tb op=add summed++
            $summed>=1 DmaTrigger store
            $stored>=2 Halt
        """;

    /// <summary>Line of <see cref="Add"/> on which the addition stands.</summary>
    public const int AddLine = 21;

    /// <summary>y = w^T x by one MatMul; the result goes from PSUM to SBUF and on to device memory by DMA alone.</summary>
    public const string Product = """
        .program "small product"
        .input x fp32[32, 16]
        .input w fp32[32, 8]
        .output y fp32[8, 16]
        .sbuf tx fp32[32, 16]
        .sbuf tw fp32[32, 8]
        .sbuf ty fp32[8, 16]
        .psum ps fp32[8, 16]
        .semaphore loaded multiplied moved stored
        .queue in engines=2
        .queue out engines=2
        .dma load queue=in update=loaded++
        copy x -> tx
        copy w -> tw
        .end
        .dma move queue=out update=moved++
        copy ps -> ty
        .end
        .dma store queue=out update=stored++
        copy ty -> y
        .end
        .engine sp
            DmaTrigger load
            $multiplied>=1 DmaTrigger move
            $moved>=2 DmaTrigger store
            $stored>=2 Halt
        .engine pe
            $loaded>=2 LoadStationary src=tw
            MatMul dst=ps moving=tx acc=whole multiplied++
        """;

    /// <summary>Line of <see cref="Product"/> on which the MatMul stands.</summary>
    public const int MatMulLine = 29;

    /// <summary>Never ends by itself.</summary>
    public const string Livelock = ".engine sp\nloop: Jump target=loop\n";

    /// <summary>Puts a program into a folder.</summary>
    /// <returns>Its path.</returns>
    public static string In(TemporaryFolder folder, string text)
    {
        File.WriteAllText(folder.File("program.nasm"), text + "\n");
        return folder.File("program.nasm");
    }
}
