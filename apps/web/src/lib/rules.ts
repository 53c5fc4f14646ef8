/** A rule of a security group, one source or destination a line, as the AWS console lists them. */
export interface RuleLine {
  readonly groupId: string
  readonly groupName: string
  readonly protocol: string
  readonly ports: string
  readonly peer: string
  readonly description: string
}

interface Permission {
  IpProtocol?: string | undefined
  FromPort?: number | undefined
  ToPort?: number | undefined
  IpRanges?:
    | readonly { CidrIp?: string | undefined; Description?: string | undefined }[]
    | undefined
  Ipv6Ranges?:
    | readonly { CidrIpv6?: string | undefined; Description?: string | undefined }[]
    | undefined
  PrefixListIds?:
    | readonly { PrefixListId?: string | undefined; Description?: string | undefined }[]
    | undefined
  UserIdGroupPairs?:
    | readonly { GroupId?: string | undefined; Description?: string | undefined }[]
    | undefined
}

function describePorts({ IpProtocol, FromPort, ToPort }: Permission, all: string): string {
  if (IpProtocol === '-1' || FromPort === undefined || FromPort === -1) return all
  if (FromPort === 0 && ToPort === 65_535) return all
  return FromPort === ToPort || ToPort === undefined ? String(FromPort) : `${FromPort} - ${ToPort}`
}

/** One line for every peer of every permission; `all` is the word for all ports and protocols. */
export function listRules(
  group: { GroupId?: string | undefined; GroupName?: string | undefined },
  permissions: readonly Permission[] | undefined,
  all: string,
): RuleLine[] {
  return (permissions ?? []).flatMap((permission) => {
    const common = {
      groupId: group.GroupId ?? '',
      groupName: group.GroupName ?? '',
      protocol: permission.IpProtocol === '-1' ? all : (permission.IpProtocol ?? all).toUpperCase(),
      ports: describePorts(permission, all),
    }
    const line = (peer: string | undefined, description: string | undefined): RuleLine => ({
      ...common,
      peer: peer ?? '',
      description: description ?? '',
    })
    return [
      ...(permission.IpRanges ?? []).map((one) => line(one.CidrIp, one.Description)),
      ...(permission.Ipv6Ranges ?? []).map((one) => line(one.CidrIpv6, one.Description)),
      ...(permission.PrefixListIds ?? []).map((one) => line(one.PrefixListId, one.Description)),
      ...(permission.UserIdGroupPairs ?? []).map((one) => line(one.GroupId, one.Description)),
    ]
  })
}
