/** `ec2-198-18-3-4.ap-northeast-2.compute.amazonaws.com` */
export function publicDnsName(address: string, region: string): string {
  const host = `ec2-${address.replaceAll('.', '-')}`
  return region === 'us-east-1'
    ? `${host}.compute-1.amazonaws.com`
    : `${host}.${region}.compute.amazonaws.com`
}

/** `ap-northeast-2.compute.internal`, and `ec2.internal` in us-east-1. */
export function privateDomain(region: string): string {
  return region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`
}

/** `ip-172-31-5-6.ap-northeast-2.compute.internal` */
export function privateDnsName(address: string, region: string): string {
  return `ip-${address.replaceAll('.', '-')}.${privateDomain(region)}`
}
