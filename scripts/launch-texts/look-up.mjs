// Prints the image and the network that the forms of the test start from; the network gets its IPv6 blocks, of which instances take addresses.
import {
  AssociateSubnetCidrBlockCommand,
  AssociateVpcCidrBlockCommand,
  DescribeImagesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'

const ec2 = new EC2Client({})
const images = await ec2.send(
  new DescribeImagesCommand({
    Owners: ['amazon'],
    Filters: [{ Name: 'name', Values: ['al2023-ami-2023.*-x86_64'] }],
  }),
)
const vpcs = await ec2.send(
  new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }),
)
const subnets = await ec2.send(new DescribeSubnetsCommand({}))
const [vpc] = vpcs.Vpcs ?? []
if (!vpc?.Ipv6CidrBlockAssociationSet?.length) {
  const { Ipv6CidrBlockAssociation } = await ec2.send(
    new AssociateVpcCidrBlockCommand({ VpcId: vpc?.VpcId, AmazonProvidedIpv6CidrBlock: true }),
  )
  // A VPC has 256 blocks of /64: the last two digits before the colons number them.
  const block = Ipv6CidrBlockAssociation?.Ipv6CidrBlock ?? ''
  for (const [index, { SubnetId }] of (subnets.Subnets ?? []).entries()) {
    const Ipv6CidrBlock = block.replace('00::/56', `${index.toString(16).padStart(2, '0')}::/64`)
    await ec2.send(new AssociateSubnetCidrBlockCommand({ SubnetId, Ipv6CidrBlock }))
  }
}
process.stdout.write(
  JSON.stringify({
    image: images.Images?.[0],
    vpcId: vpc?.VpcId,
    subnetId: subnets.Subnets?.find(({ DefaultForAz }) => DefaultForAz)?.SubnetId,
  }),
)
