import {
  DeleteInternetGatewayCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeInternetGatewaysCommand,
  DescribeSubnetsCommand,
  DetachInternetGatewayCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'

/** Deletes the only VPC with its subnets and gateway, and so what goes with a VPC: its main table, default group and default ACL. */
export async function deleteDefaultVpc(ec2: EC2Client): Promise<void> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  for (const { SubnetId } of Subnets) await ec2.send(new DeleteSubnetCommand({ SubnetId }))
  const { InternetGateways = [] } = await ec2.send(new DescribeInternetGatewaysCommand({}))
  const VpcId = Subnets[0]?.VpcId
  for (const { InternetGatewayId } of InternetGateways) {
    await ec2.send(new DetachInternetGatewayCommand({ InternetGatewayId, VpcId }))
    await ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId }))
  }
  await ec2.send(new DeleteVpcCommand({ VpcId }))
}
