/** Names of the roles that services make for themselves, by the service's principal; others take the service's first word. */
const NAMES: Readonly<Record<string, string>> = {
  'autoscaling.amazonaws.com': 'AutoScaling',
  'elasticloadbalancing.amazonaws.com': 'ElasticLoadBalancing',
  'spot.amazonaws.com': 'EC2Spot',
  'spotfleet.amazonaws.com': 'EC2SpotFleet',
  'ec2fleet.amazonaws.com': 'EC2Fleet',
  'ec2-instance-connect.amazonaws.com': 'EC2InstanceConnect',
  'ssm.amazonaws.com': 'AmazonSSM',
  'capacityreservation.ec2.amazonaws.com': 'EC2CapacityReservation',
  'transitgateway.amazonaws.com': 'VPCTransitGateway',
}

/**
 * Such as `AWSServiceRoleForAutoScaling`, with `_suffix` where one is asked for.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
export function serviceLinkedRoleName(service: string, suffix: string | undefined): string {
  const [word = ''] = service.split('.')
  const name = NAMES[service] ?? word.charAt(0).toUpperCase() + word.slice(1)
  return `AWSServiceRoleFor${name}${suffix ? `_${suffix}` : ''}`
}
