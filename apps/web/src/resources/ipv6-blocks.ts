/** The IPv6 blocks of a VPC or a subnet. */
export function ipv6BlocksOf(
  one:
    | {
        readonly Ipv6CidrBlockAssociationSet?: readonly { readonly Ipv6CidrBlock?: string }[]
      }
    | undefined,
): readonly string[] {
  return (one?.Ipv6CidrBlockAssociationSet ?? []).flatMap(
    ({ Ipv6CidrBlock }) => Ipv6CidrBlock ?? [],
  )
}
