extension AllowedDifference {
  /// Every field in which simulator and recordings may differ, and why.
  static let table: [AllowedDifference] = []
}
