namespace Hardware.Common.Kernel;

/// <summary>
/// A group of channel ends and other connections that a component is given as one value. Elaboration looks into it as if the component
/// held each of them itself.
/// </summary>
public interface IPortBundle;
