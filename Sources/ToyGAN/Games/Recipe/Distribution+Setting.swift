import ToyGANCore
import ToyGANSettings

extension Distribution: SettingWord {}
