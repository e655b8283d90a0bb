/// stub until the configuration lands
public enum TargetConfiguration: Sendable { case preset(TargetPreset) }
