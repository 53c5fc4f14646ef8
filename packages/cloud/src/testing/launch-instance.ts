import { DescribeImagesCommand, RunInstancesCommand, type EC2Client } from '@aws-sdk/client-ec2'

/** Launches one Amazon Linux instance; it still has to boot. Returns its id. */
export async function launchInstance(ec2: EC2Client, profileName?: string): Promise<string> {
  const { Images = [] } = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [{ Name: 'name', Values: ['al2023-ami-2023*-x86_64'] }],
    }),
  )
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      IamInstanceProfile: profileName === undefined ? undefined : { Name: profileName },
    }),
  )
  return Instances[0]?.InstanceId ?? ''
}
