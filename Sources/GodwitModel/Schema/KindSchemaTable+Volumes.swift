extension KindSchemaTable {
  /// The volumes of a pod, of `v1`.
  static let volumes = Section(
    group: "core",
    text: """
      AWSElasticBlockStoreVolumeSource: fsType=s partition=i readOnly=b volumeID=s
      AzureDiskVolumeSource: cachingMode=(None|ReadOnly|ReadWrite) diskName=s diskURI=s fsType=s
        kind=(Shared|Dedicated|Managed) readOnly=b
      AzureFileVolumeSource: readOnly=b secretName=s shareName=s
      CSIVolumeSource: driver=s fsType=s nodePublishSecretRef=LocalObjectReference readOnly=b
        volumeAttributes={s}
      CephFSVolumeSource: monitors=[s] path=s readOnly=b secretFile=s secretRef=LocalObjectReference
        user=s
      CinderVolumeSource: fsType=s readOnly=b secretRef=LocalObjectReference volumeID=s
      ClusterTrustBundleProjection: labelSelector=meta.LabelSelector name=s optional=b path=s
        signerName=s
      ConfigMapProjection: items=[KeyToPath] name=s optional=b
      ConfigMapVolumeSource: defaultMode=i items=[KeyToPath] name=s optional=b
      DownwardAPIProjection: items=[DownwardAPIVolumeFile]
      DownwardAPIVolumeFile: fieldRef=ObjectFieldSelector mode=i path=s
        resourceFieldRef=ResourceFieldSelector
      DownwardAPIVolumeSource: defaultMode=i items=[DownwardAPIVolumeFile]
      EmptyDirVolumeSource: medium=s sizeLimit=q
      EphemeralVolumeSource: volumeClaimTemplate=PersistentVolumeClaimTemplate
      FCVolumeSource: fsType=s lun=i readOnly=b targetWWNs=[s] wwids=[s]
      FlexVolumeSource: driver=s fsType=s options={s} readOnly=b secretRef=LocalObjectReference
      FlockerVolumeSource: datasetName=s datasetUUID=s
      GCEPersistentDiskVolumeSource: fsType=s partition=i pdName=s readOnly=b
      GitRepoVolumeSource: directory=s repository=s revision=s
      GlusterfsVolumeSource: endpoints=s path=s readOnly=b
      HostPathVolumeSource: path=s
        type=(|DirectoryOrCreate|Directory|FileOrCreate|File|Socket|CharDevice|BlockDevice)
      ISCSIVolumeSource: chapAuthDiscovery=b chapAuthSession=b fsType=s initiatorName=s iqn=s
        iscsiInterface=s lun=i portals=[s] readOnly=b secretRef=LocalObjectReference targetPortal=s
      ImageVolumeSource: pullPolicy=(Always|Never|IfNotPresent) reference=s
      KeyToPath: key=s mode=i path=s
      LocalObjectReference: name=s
      NFSVolumeSource: path=s readOnly=b server=s
      ObjectFieldSelector: apiVersion=s fieldPath=s
      PersistentVolumeClaimTemplate: metadata=meta.ObjectMeta spec=PersistentVolumeClaimSpec
      PersistentVolumeClaimVolumeSource: claimName=s readOnly=b
      PhotonPersistentDiskVolumeSource: fsType=s pdID=s
      PodCertificateProjection: certificateChainPath=s credentialBundlePath=s keyPath=s keyType=s
        maxExpirationSeconds=i signerName=s userAnnotations={s}
      PortworxVolumeSource: fsType=s readOnly=b volumeID=s
      ProjectedVolumeSource: defaultMode=i sources=[VolumeProjection]
      QuobyteVolumeSource: group=s readOnly=b registry=s tenant=s user=s volume=s
      RBDVolumeSource: fsType=s image=s keyring=s monitors=[s] pool=s readOnly=b
        secretRef=LocalObjectReference user=s
      ResourceFieldSelector: containerName=s divisor=q resource=s
      ScaleIOVolumeSource: fsType=s gateway=s protectionDomain=s readOnly=b
        secretRef=LocalObjectReference sslEnabled=b storageMode=s storagePool=s system=s
        volumeName=s
      SecretProjection: items=[KeyToPath] name=s optional=b
      SecretVolumeSource: defaultMode=i items=[KeyToPath] optional=b secretName=s
      ServiceAccountTokenProjection: audience=s expirationSeconds=i path=s
      StorageOSVolumeSource: fsType=s readOnly=b secretRef=LocalObjectReference volumeName=s
        volumeNamespace=s
      Volume: awsElasticBlockStore=AWSElasticBlockStoreVolumeSource azureDisk=AzureDiskVolumeSource
        azureFile=AzureFileVolumeSource cephfs=CephFSVolumeSource cinder=CinderVolumeSource
        configMap=ConfigMapVolumeSource csi=CSIVolumeSource downwardAPI=DownwardAPIVolumeSource
        emptyDir=EmptyDirVolumeSource ephemeral=EphemeralVolumeSource fc=FCVolumeSource
        flexVolume=FlexVolumeSource flocker=FlockerVolumeSource
        gcePersistentDisk=GCEPersistentDiskVolumeSource gitRepo=GitRepoVolumeSource
        glusterfs=GlusterfsVolumeSource hostPath=HostPathVolumeSource image=ImageVolumeSource
        iscsi=ISCSIVolumeSource name=s nfs=NFSVolumeSource
        persistentVolumeClaim=PersistentVolumeClaimVolumeSource
        photonPersistentDisk=PhotonPersistentDiskVolumeSource portworxVolume=PortworxVolumeSource
        projected=ProjectedVolumeSource quobyte=QuobyteVolumeSource rbd=RBDVolumeSource
        scaleIO=ScaleIOVolumeSource secret=SecretVolumeSource storageos=StorageOSVolumeSource
        vsphereVolume=VsphereVirtualDiskVolumeSource
      VolumeProjection: clusterTrustBundle=ClusterTrustBundleProjection
        configMap=ConfigMapProjection downwardAPI=DownwardAPIProjection
        podCertificate=PodCertificateProjection secret=SecretProjection
        serviceAccountToken=ServiceAccountTokenProjection
      VsphereVirtualDiskVolumeSource: fsType=s storagePolicyID=s storagePolicyName=s volumePath=s
      """)
}
