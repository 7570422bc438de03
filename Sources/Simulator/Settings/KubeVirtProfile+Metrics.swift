/// What the versions tell Prometheus of migrations, from their tags' pkg/monitoring.
extension KubeVirtProfile {
  /// v1.6.0 metrics/virt-controller/migrationstats_collector.go:105-120.
  var countsUnsetMigrations: Bool { minor >= 6 }

  /// v1.2.0 metrics/virt-controller/migrationstats_collector.go:65 has `vmi` and `vmim` alone.
  var labelsOutcomesWithNamespace: Bool { minor >= 3 }

  /// v1.5.0 metrics/virt-controller/vmistats_collector.go:107-115.
  var tellsTimesOfMigrations: Bool { minor >= 5 }

  /// The metric of the size of a copy; v1.8 turned the gauge into a counter of another name.
  var metricOfDataTotal: String? {
    minor < 5 ? nil : minor < 8 ? "data_total_bytes" : "data_bytes_total"
  }

  /// v1.6.0 metrics/virt-handler/migrationdomainstats/migrationstats_collector.go:71 calls it by
  /// the disk.
  var metricOfTransferRate: String {
    minor < 7 ? "disk_transfer_rate_bytes" : "memory_transfer_rate_bytes"
  }
}
