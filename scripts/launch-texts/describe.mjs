// Prints what an account has, without what differs by nature: ids, times, addresses.
import {
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'

const ec2 = new EC2Client({})
const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}))
const { Volumes = [] } = await ec2.send(new DescribeVolumesCommand({}))
const { KeyPairs = [] } = await ec2.send(new DescribeKeyPairsCommand({}))
const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}))

const byKey = (tags = []) => tags.map(({ Key, Value }) => `${Key}=${Value}`).sort()

async function attributesOf(InstanceId) {
  const names = [
    'userData',
    'instanceInitiatedShutdownBehavior',
    'disableApiTermination',
    'disableApiStop',
  ]
  const answers = await Promise.all(
    names.map((Attribute) =>
      ec2.send(new DescribeInstanceAttributeCommand({ InstanceId, Attribute })),
    ),
  )
  return answers.map(({ $metadata: _metadata, InstanceId: _id, ...attribute }) => attribute)
}

const instances = []
for (const instance of Reservations.flatMap((reservation) => reservation.Instances ?? [])) {
  const disks = Volumes.filter(({ Attachments = [] }) =>
    Attachments.some(({ InstanceId }) => InstanceId === instance.InstanceId),
  )
  instances.push({
    image: instance.ImageId,
    type: instance.InstanceType,
    key: instance.KeyName,
    hasPublicAddress: instance.PublicIpAddress !== undefined,
    ipv6Addresses: instance.NetworkInterfaces?.[0]?.Ipv6Addresses?.length,
    groups: instance.SecurityGroups?.map(({ GroupName }) => GroupName),
    metadata: instance.MetadataOptions,
    monitoring: instance.Monitoring,
    hostname: instance.PrivateDnsNameOptions,
    lifecycle: instance.InstanceLifecycle,
    hibernation: instance.HibernationOptions,
    tags: byKey(instance.Tags),
    disks: disks
      .map(({ Size, VolumeType, Iops, Throughput, Encrypted, Attachments, Tags }) => ({
        device: Attachments?.[0]?.Device,
        deleteOnTermination: Attachments?.[0]?.DeleteOnTermination,
        size: Size,
        type: VolumeType,
        iops: Iops,
        throughput: Throughput,
        encrypted: Encrypted,
        tags: byKey(Tags),
      }))
      .sort((a, b) => (a.device < b.device ? -1 : 1)),
    attributes: await attributesOf(instance.InstanceId),
  })
}
const groups = SecurityGroups.map(({ GroupName, Description, IpPermissions }) => ({
  name: GroupName,
  description: Description,
  rules: IpPermissions?.filter(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.length === 0),
})).sort((a, b) => (a.name < b.name ? -1 : 1))
const keys = KeyPairs.map(({ KeyName, KeyType }) => ({ name: KeyName, type: KeyType }))
process.stdout.write(JSON.stringify({ instances, groups, keys }))
