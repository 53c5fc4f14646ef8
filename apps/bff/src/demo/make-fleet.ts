import { loadSdk } from '../sdk/modules.ts'
import type { OpenConnection } from '../connections/connection.ts'
import {
  fleet,
  fromImage,
  imageParameters,
  securityGroups,
  type FleetGroup,
  type Life,
} from './fleet.ts'

/** Winds the account's clock: `5m`. */
export type Wind = (by: string) => Promise<unknown>

const names = (tags: Readonly<Record<string, string>>, name: string) =>
  Object.entries({ Name: name, ...tags }).map(([Key, Value]) => ({ Key, Value }))

/**
 * Makes the demonstration fleet through public calls alone, winding the account's clock so that it has a history. Answers with how many
 * instances were launched. What exists already under the same name (a second run) is used again; instances are added.
 */
export async function makeFleet(
  connection: OpenConnection,
  region: string,
  wind: Wind,
): Promise<number> {
  const api = await createApi(connection, region)
  const keys = await api.makeKeys()
  const profile = await api.makeProfile()
  const groups = await api.makeSecurityGroups()
  const images = await api.findImages()
  const subnets = await api.findSubnets()

  const launched: { name: string; id: string; life: Life; group: FleetGroup }[] = []
  for (const group of fleet) {
    for (let index = 0; index < group.count; index++) {
      const name = group.count === 1 ? group.name : `${group.name}-${index + 1}`
      const fate =
        group.last && index >= group.count - group.last.count ? group.last.life : 'running'
      const id = await api.launch({
        group,
        name,
        imageId: images[group.image],
        securityGroup: groups[group.securityGroup],
        subnet: api.subnetIn(subnets, group.zones[index % group.zones.length] ?? 'a'),
        key: keys[group.key ?? 'team'],
        ...(group.managed ? { profile } : {}),
      })
      launched.push({ name, id, life: fate, group })
    }
    await wind('7m')
  }
  await wind('2m')

  const first = (name: string) => launched.find((instance) => instance.name === name)?.id ?? ''
  await api.addAddress(first('bastion'))
  for (const { id, group } of launched) if (group.dataGiB) await api.snapshotDisks(id)
  const imageId = await api.makeImage(first('shop-web-1'))
  await wind('2m')
  const web = fleet.find(({ name }) => name === 'shop-web')
  if (web && imageId) {
    for (let index = 1; index <= fromImage.count; index++) {
      const name = `${fromImage.name}-${index}`
      const { userData: _inTheImage, ...group } = web
      const subnet = api.subnetIn(subnets, web.zones[index % web.zones.length] ?? 'a')
      const id = await api.launch({
        group,
        name,
        imageId,
        securityGroup: groups.web,
        subnet,
        key: keys.team,
        profile,
      })
      launched.push({ name, id, life: 'running', group })
    }
  }
  await wind('10m')
  const having = (life: Life) =>
    launched.filter((instance) => instance.life === life).map(({ id }) => id)
  await api.stop(having('stopped'))
  await wind('15m')
  await api.terminate(having('terminated'))
  await wind('3m')
  return launched.length
}

interface Launch {
  readonly group: FleetGroup
  readonly name: string
  readonly imageId: string
  readonly securityGroup: string
  readonly subnet: string | undefined
  readonly key: string
  readonly profile?: string
}

async function createApi(connection: OpenConnection, region: string) {
  const ec2Sdk = await loadSdk('ec2')
  const iamSdk = await loadSdk('iam')
  const ssmSdk = await loadSdk('ssm')
  const ec2 = await connection.clients.client('ec2', region)
  const iam = await connection.clients.client('iam', region)
  const ssm = await connection.clients.client('ssm', region)

  return {
    async makeKeys() {
      const make = async (KeyName: string, KeyType: 'ed25519' | 'rsa') => {
        await unlessExists(ec2.send(new ec2Sdk.CreateKeyPairCommand({ KeyName, KeyType })))
        return KeyName
      }
      return { team: await make('team', 'ed25519'), legacy: await make('legacy-2019', 'rsa') }
    },

    async makeProfile() {
      const name = 'demo-managed-instance'
      const trust = {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'ec2.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      }
      await unlessExists(
        iam.send(
          new iamSdk.CreateRoleCommand({
            RoleName: name,
            AssumeRolePolicyDocument: JSON.stringify(trust),
          }),
        ),
      )
      await iam.send(
        new iamSdk.AttachRolePolicyCommand({
          RoleName: name,
          PolicyArn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
        }),
      )
      await unlessExists(
        iam.send(new iamSdk.CreateInstanceProfileCommand({ InstanceProfileName: name })),
      )
      await unlessExists(
        iam.send(
          new iamSdk.AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName: name }),
        ),
      )
      return name
    },

    async makeSecurityGroups() {
      const ids: Record<string, string> = {}
      for (const [name, { description, openings }] of Object.entries(securityGroups)) {
        const GroupName = `demo-${name}`
        await unlessExists(
          ec2.send(new ec2Sdk.CreateSecurityGroupCommand({ GroupName, Description: description })),
        )
        const found = await ec2.send(
          new ec2Sdk.DescribeSecurityGroupsCommand({
            Filters: [{ Name: 'group-name', Values: [GroupName] }],
          }),
        )
        const GroupId = found.SecurityGroups?.[0]?.GroupId ?? ''
        ids[name] = GroupId
        for (const { port, from, description: Description } of openings) {
          const source = ids[from]
            ? { UserIdGroupPairs: [{ GroupId: ids[from], Description }] }
            : { IpRanges: [{ CidrIp: from, Description }] }
          await unlessExists(
            ec2.send(
              new ec2Sdk.AuthorizeSecurityGroupIngressCommand({
                GroupId,
                IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...source }],
              }),
            ),
          )
        }
      }
      const id = (name: keyof typeof securityGroups) => ids[name] ?? ''
      return {
        bastion: id('bastion'),
        web: id('web'),
        app: id('app'),
        db: id('db'),
        windows: id('windows'),
      }
    },

    async findImages() {
      const id = async (Name: string) =>
        (await ssm.send(new ssmSdk.GetParameterCommand({ Name }))).Parameter?.Value ?? ''
      return {
        al2023: await id(imageParameters.al2023),
        al2023Arm: await id(imageParameters.al2023Arm),
        ubuntu: await id(imageParameters.ubuntu),
        windows: await id(imageParameters.windows),
      }
    },

    async findSubnets() {
      const { Subnets = [] } = await ec2.send(
        new ec2Sdk.DescribeSubnetsCommand({
          Filters: [{ Name: 'default-for-az', Values: ['true'] }],
        }),
      )
      return Subnets.map(({ SubnetId = '', AvailabilityZone = '' }) => ({
        id: SubnetId,
        zone: AvailabilityZone,
      }))
    },

    /** The subnet in the zone of that letter, or else (not every Region has every letter) in the last one. */
    subnetIn(subnets: readonly { id: string; zone: string }[], letter: string) {
      return (subnets.find(({ zone }) => zone.endsWith(letter)) ?? subnets.at(-1))?.id
    },

    async launch({ group, name, imageId, securityGroup, subnet, key, profile }: Launch) {
      const root = group.image === 'ubuntu' ? '/dev/sda1' : '/dev/xvda'
      const answer = await ec2.send(
        new ec2Sdk.RunInstancesCommand({
          ImageId: imageId,
          InstanceType: group.instanceType,
          MinCount: 1,
          MaxCount: 1,
          KeyName: key,
          SecurityGroupIds: [securityGroup],
          SubnetId: subnet,
          DisableApiTermination: group.protected,
          Monitoring: { Enabled: group.detailedMonitoring ?? false },
          ...(profile ? { IamInstanceProfile: { Name: profile } } : {}),
          ...(group.userData ? { UserData: Buffer.from(group.userData).toString('base64') } : {}),
          ...(group.dataGiB
            ? {
                BlockDeviceMappings: [
                  {
                    DeviceName: root === '/dev/xvda' ? '/dev/sdb' : '/dev/sdf',
                    Ebs: {
                      VolumeSize: group.dataGiB,
                      VolumeType: 'gp3' as const,
                      Encrypted: true,
                      DeleteOnTermination: false,
                    },
                  },
                ],
              }
            : {}),
          TagSpecifications: [
            { ResourceType: 'instance', Tags: names(group.tags, name) },
            { ResourceType: 'volume', Tags: names(group.tags, name) },
          ],
        }),
      )
      return answer.Instances?.[0]?.InstanceId ?? ''
    },

    async addAddress(InstanceId: string) {
      const { AllocationId } = await ec2.send(new ec2Sdk.AllocateAddressCommand({ Domain: 'vpc' }))
      await ec2.send(new ec2Sdk.AssociateAddressCommand({ AllocationId, InstanceId }))
    },

    async snapshotDisks(instanceId: string) {
      const { Volumes = [] } = await ec2.send(
        new ec2Sdk.DescribeVolumesCommand({
          Filters: [{ Name: 'attachment.instance-id', Values: [instanceId] }],
        }),
      )
      for (const { VolumeId, Tags = [] } of Volumes) {
        const name = Tags.find(({ Key }) => Key === 'Name')?.Value ?? ''
        await ec2.send(
          new ec2Sdk.CreateSnapshotCommand({
            VolumeId,
            Description: `Nightly backup of ${name}`,
            TagSpecifications: [
              {
                ResourceType: 'snapshot',
                Tags: [
                  { Key: 'Name', Value: name },
                  { Key: 'backup', Value: 'nightly' },
                ],
              },
            ],
          }),
        )
      }
    },

    /** Undefined when an earlier run made it. */
    async makeImage(InstanceId: string) {
      const made = await unlessExists(
        ec2.send(
          new ec2Sdk.CreateImageCommand({
            InstanceId,
            Name: 'shop-web-golden',
            Description: 'Web server, patched',
            NoReboot: true,
          }),
        ),
      )
      return made?.ImageId
    },

    async stop(ids: readonly string[]) {
      await ec2.send(new ec2Sdk.StopInstancesCommand({ InstanceIds: [...ids] }))
    },

    async terminate(ids: readonly string[]) {
      await ec2.send(new ec2Sdk.TerminateInstancesCommand({ InstanceIds: [...ids] }))
    },
  }
}

/** The answer, or undefined when the call was refused because its object exists. */
async function unlessExists<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    if (error instanceof Error && /Duplicate|AlreadyExists|LimitExceeded/.test(error.name))
      return undefined
    throw error
  }
}
