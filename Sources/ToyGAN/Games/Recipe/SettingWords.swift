import ToyGANCore
import ToyGANSettings

extension Objective: SettingWord {}
extension Schedule: SettingWord {}
extension Distribution: SettingWord {}
extension Annealing.Course: SettingWord {}
