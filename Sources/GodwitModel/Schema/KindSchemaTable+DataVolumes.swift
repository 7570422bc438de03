extension KindSchemaTable {
  /// The parts of a CDI data volume that a template of a virtual machine may hold.
  static let dataVolumes = Section(
    group: "cdi",
    text: """
      DataVolumeBlankImage:
      DataVolumeCheckpoint: current=s previous=s
      DataVolumeSource: blank=DataVolumeBlankImage gcs=DataVolumeSourceGCS http=DataVolumeSourceHTTP
        imageio=DataVolumeSourceImageIO pvc=DataVolumeSourcePVC registry=DataVolumeSourceRegistry
        s3=DataVolumeSourceS3 snapshot=DataVolumeSourceSnapshot upload=DataVolumeSourceUpload
        vddk=DataVolumeSourceVDDK
      DataVolumeSourceGCS: secretRef=s url=s
      DataVolumeSourceHTTP: certConfigMap=s extraHeaders=[s] secretExtraHeaders=[s] secretRef=s
        url=s
      DataVolumeSourceImageIO: certConfigMap=s diskId=s insecureSkipVerify=b secretRef=s url=s
      DataVolumeSourcePVC: name=s namespace=s
      DataVolumeSourceRef: kind=s name=s namespace=s
      DataVolumeSourceRegistry: certConfigMap=s imageStream=s platform=PlatformOptions pullMethod=s
        secretRef=s url=s
      DataVolumeSourceS3: certConfigMap=s secretRef=s url=s
      DataVolumeSourceSnapshot: name=s namespace=s
      DataVolumeSourceUpload:
      DataVolumeSourceVDDK: backingFile=s extraArgs=s initImageURL=s secretRef=s thumbprint=s url=s
        uuid=s
      DataVolumeSpec: checkpoints=[DataVolumeCheckpoint] contentType=s finalCheckpoint=b
        preallocation=b priorityClassName=s pvc=core.PersistentVolumeClaimSpec
        source=DataVolumeSource sourceRef=DataVolumeSourceRef storage=StorageSpec
      PlatformOptions: architecture=s
      StorageSpec: accessModes=[(ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod)]
        dataSource=core.TypedLocalObjectReference dataSourceRef=core.TypedObjectReference
        resources=core.VolumeResourceRequirements selector=meta.LabelSelector storageClassName=s
        volumeMode=(Block|Filesystem|FromStorageProfile) volumeName=s
      """)
}
