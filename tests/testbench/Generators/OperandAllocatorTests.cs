using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Inferentia2;
using Hardware.Testbench.Benches;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Tests.Generators;

/// <summary>Every plan gives a legal pattern, and every step of its shrinking does.</summary>
public class OperandAllocatorTests
{
    private static readonly ChipSpec Spec = Inferentia2Spec.Create();

    [Property(MaxTest = 300)]
    public void Every_plan_is_legal_and_has_bytes_of_its_own()
    {
        var allocator = new OperandAllocator(Spec);
        var taken = new HashSet<(LocalMemory, int Byte)>();
        foreach (var (plan, i) in PatternPlan.Generator.Sample(16).Select((p, i) => (p, i)))
        {
            var type = DataTypes.Values[(plan.Place + i) % DataTypes.Values.Length];
            var memory = plan.Split % 5 == 0 ? LocalMemory.Psum : LocalMemory.Sbuf;
            var (partitions, elements, written) = (1 + (plan.Padding % 128), 1 + (plan.Split % 100), i % 2 == 0);
            var pattern = allocator.Operand(plan, type, memory, partitions, elements, written);
            Assert.That(OperandRules.Check(pattern, "operand", Spec), Is.Null, plan.ToString());
            Assert.That((pattern.ElementsPerPartition, pattern.Partitions), Is.EqualTo((elements, (byte)partitions)));
            var place = CoreAddress.Decode(pattern.Address, Spec);
            var bytes = Enumerable.Range(0, elements).SelectMany(
                e => Enumerable.Range(place.Offset + (pattern.OffsetOf(e) * type.Size()), type.Size())).ToArray();
            Assert.That(bytes.Distinct().Count(b => !taken.Add((memory, b))), Is.Zero, "bytes of two operands");
            if (written)
                Assert.That(bytes, Is.Unique);
        }
    }

    [Property(MaxTest = 300)]
    public void A_result_stays_in_one_bank_of_PSUM()
    {
        foreach (var plan in PatternPlan.Generator.Sample(8))
        {
            var (columns, elements) = (1 + (plan.Padding % 128), 1 + (plan.Split % 512));
            var result = new OperandAllocator(Spec).Result(plan, DataType.Float32, columns, elements);
            var moving = new OperandAllocator(Spec).Operand(default, DataType.BFloat16, LocalMemory.Sbuf, 4, elements, written: false);
            Assert.That(MatrixOperandRules.CheckMatMul(TensorBench.Multiply(result, moving), Spec), Is.Null, plan.ToString());
        }
    }

    [Test]
    public void Shrinking_a_plan_ends_at_the_plain_one()
    {
        var plan = new PatternPlan(3, 999, 23, 255, 15, 15, 63);
        for (var steps = 0; plan != default; steps++)
        {
            Assert.That(steps, Is.LessThan(2000));
            plan = PatternPlan.Shrink(plan).Last();
        }
    }
}
