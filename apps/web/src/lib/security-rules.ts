import { findPreset, findRuleDescriptionProblem } from '@brume/ec2-model'

/** Rules of security groups as people enter them, their checks, and as EC2 takes them. */
export type RuleSource = 'anywhere-ipv4' | 'anywhere-ipv6' | 'my-ip' | 'custom' | 'group'

export interface RuleRow {
  readonly id: string
  /** Id of a preset (`ssh`, `http`, …) or `custom-tcp`, `custom-udp`, `custom-icmp`, `custom-protocol`, `all-traffic`. */
  readonly preset: string
  /** As the API takes it: `tcp`, `udp`, `icmp`, `icmpv6`, `-1` or a protocol number. */
  readonly protocol: string
  /** `22`, `8000-8080`; for ICMP the type (and code) as `8` or `3-4`; empty means all. */
  readonly ports: string
  readonly sourceKind: RuleSource
  /** CIDR blocks, prefix lists or groups, separated by commas or spaces. */
  readonly source: string
  readonly description: string
}

/** As EC2 takes it in AuthorizeSecurityGroupIngress. */
export interface Permission {
  IpProtocol: string
  FromPort?: number
  ToPort?: number
  IpRanges?: { CidrIp: string; Description?: string }[]
  Ipv6Ranges?: { CidrIpv6: string; Description?: string }[]
  UserIdGroupPairs?: { GroupId: string; Description?: string }[]
  PrefixListIds?: { PrefixListId: string; Description?: string }[]
}

export interface PortRange {
  readonly from: number
  readonly to: number
}

/** Splits `10.0.0.0/8, sg-1` into its parts. */
export function splitSources(source: string): readonly string[] {
  return source.split(/[\s,]+/).filter((part) => part !== '')
}

export function isIcmp(protocol: string): boolean {
  return protocol === 'icmp' || protocol === 'icmpv6' || protocol === '1' || protocol === '58'
}

export function hasPorts(protocol: string): boolean {
  return ['tcp', 'udp', '6', '17'].includes(protocol)
}

/**
 * Reads the port field of a rule. TCP and UDP: `80` or `8000-8080`, empty for all. ICMP: a type, or type and code (`3-4`), empty for all.
 * Other protocols have none. Returns null for text that is none of these.
 */
export function parsePorts(protocol: string, text: string): PortRange | 'none' | null {
  const trimmed = text.trim()
  if (isIcmp(protocol)) {
    if (trimmed === '' || trimmed === '-1') return { from: -1, to: -1 }
    const match = /^(\d{1,3})(?:\s*-\s*(\d{1,3}))?$/.exec(trimmed)
    if (!match) return null
    const from = Number(match[1])
    const to = match[2] === undefined ? -1 : Number(match[2])
    return from <= 255 && to <= 255 ? { from, to } : null
  }
  if (!hasPorts(protocol)) return 'none'
  if (trimmed === '') return { from: 0, to: 65535 }
  const match = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(trimmed)
  if (!match) return null
  const from = Number(match[1])
  const to = Number(match[2] ?? match[1])
  return from <= to && to <= 65535 ? { from, to } : null
}

export type SourceForm = 'ipv4' | 'ipv6' | 'group' | 'prefix-list'

/** What a source is, or null when it is nothing that a rule may name. A bare address counts as a block of one. */
export function classifySource(source: string): SourceForm | null {
  if (/^sg-[0-9a-f]{8,17}$/.test(source)) return 'group'
  if (/^pl-[0-9a-f]{8,17}$/.test(source)) return 'prefix-list'
  if (isIpv4Block(source)) return 'ipv4'
  if (isIpv6Block(source)) return 'ipv6'
  return null
}

function isIpv4Block(text: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text)
  if (!match) return false
  const octets = match.slice(1, 5).map(Number)
  return octets.every((octet) => octet <= 255) && Number(match[5] ?? 32) <= 32
}

function isIpv6Block(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  if (rest.length > 0 || !/^[0-9a-f:]+$/i.test(address) || !address.includes(':')) return false
  if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= 128)) return false
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false
  return halves.length === 2 ? groups.length < 8 : groups.length === 8
}

/** One row as the API takes it. Rows that are not valid yet give what can be read of them. */
export function toPermission(rule: RuleRow): Permission {
  const ports = parsePorts(rule.protocol, rule.ports)
  const permission: Permission = { IpProtocol: rule.protocol }
  if (ports !== null && ports !== 'none') {
    permission.FromPort = ports.from
    permission.ToPort = ports.to
  }
  const described = rule.description === '' ? {} : { Description: rule.description }
  for (const source of splitSources(rule.source)) {
    const kind = classifySource(source)
    if (kind === 'ipv4') {
      const CidrIp = source.includes('/') ? source : `${source}/32`
      permission.IpRanges = [...(permission.IpRanges ?? []), { CidrIp, ...described }]
    } else if (kind === 'ipv6') {
      const CidrIpv6 = source.includes('/') ? source : `${source}/128`
      permission.Ipv6Ranges = [...(permission.Ipv6Ranges ?? []), { CidrIpv6, ...described }]
    } else if (kind === 'group') {
      const pair = { GroupId: source, ...described }
      permission.UserIdGroupPairs = [...(permission.UserIdGroupPairs ?? []), pair]
    } else if (kind === 'prefix-list') {
      const list = { PrefixListId: source, ...described }
      permission.PrefixListIds = [...(permission.PrefixListIds ?? []), list]
    }
  }
  return permission
}

export interface RuleProblem {
  readonly id: string
  readonly part: 'protocol' | 'ports' | 'source' | 'description'
  readonly reason:
    | 'protocol'
    | 'ports'
    | 'icmp'
    | 'sourceEmpty'
    | 'source'
    | 'twice'
    | 'description'
  /** The source that is wrong, where one is. */
  readonly source?: string
}

/** What keeps the rules from being saved, row by row; a rule that repeats an earlier one is refused by EC2. */
export function findRuleProblems(rules: readonly RuleRow[]): readonly RuleProblem[] {
  const seen = new Set<string>()
  return rules.flatMap((rule) => [...findShapeProblems(rule), ...findSourceProblems(rule, seen)])
}

function findShapeProblems(rule: RuleRow): RuleProblem[] {
  const { id, protocol } = rule
  const problems: RuleProblem[] = []
  if (!/^(-1|tcp|udp|icmp|icmpv6|\d{1,3})$/.test(protocol) || Number(protocol) > 255)
    problems.push({ id, part: 'protocol', reason: 'protocol' })
  // Custom TCP and UDP ask for ports; "all" has presets of its own.
  const mustSay = rule.preset === 'custom-tcp' || rule.preset === 'custom-udp'
  if (parsePorts(protocol, rule.ports) === null || (mustSay && rule.ports.trim() === ''))
    problems.push({ id, part: 'ports', reason: isIcmp(protocol) ? 'icmp' : 'ports' })
  if (findRuleDescriptionProblem(rule.description) !== undefined)
    problems.push({ id, part: 'description', reason: 'description' })
  return problems
}

function findSourceProblems(rule: RuleRow, seen: Set<string>): RuleProblem[] {
  const { id } = rule
  const sources = splitSources(rule.source)
  if (sources.length === 0) return [{ id, part: 'source', reason: 'sourceEmpty' }]
  const wrong = sources.find((source) => classifySource(source) === null)
  if (wrong !== undefined) return [{ id, part: 'source', reason: 'source', source: wrong }]
  const ports = parsePorts(rule.protocol, rule.ports)
  const keys = sources.map((source) => JSON.stringify([rule.protocol, ports, source]))
  const repeated = keys.some((key) => seen.has(key))
  for (const key of keys) seen.add(key)
  return repeated ? [{ id, part: 'source', reason: 'twice' }] : []
}

/** A permission of a group as Describe answers it. */
export interface PermissionInfo {
  IpProtocol?: string | undefined
  FromPort?: number | undefined
  ToPort?: number | undefined
  IpRanges?:
    | readonly { CidrIp?: string | undefined; Description?: string | undefined }[]
    | undefined
  Ipv6Ranges?:
    | readonly { CidrIpv6?: string | undefined; Description?: string | undefined }[]
    | undefined
  UserIdGroupPairs?:
    | readonly { GroupId?: string | undefined; Description?: string | undefined }[]
    | undefined
  PrefixListIds?:
    | readonly { PrefixListId?: string | undefined; Description?: string | undefined }[]
    | undefined
}

/** One rule with one source, as tables show it. */
export interface FlatRule {
  readonly protocol: string
  readonly fromPort?: number
  readonly toPort?: number
  /** As text: `22`, `8000-8080`, empty for all. */
  readonly ports: string
  readonly source: string
  readonly description: string
}

export function flattenPermissions(permissions: readonly PermissionInfo[]): readonly FlatRule[] {
  return permissions.flatMap((permission) => {
    const { IpProtocol: protocol = '-1', FromPort: fromPort, ToPort: toPort } = permission
    const sources = [
      ...(permission.IpRanges ?? []).map((one) => [one.CidrIp, one.Description]),
      ...(permission.Ipv6Ranges ?? []).map((one) => [one.CidrIpv6, one.Description]),
      ...(permission.UserIdGroupPairs ?? []).map((one) => [one.GroupId, one.Description]),
      ...(permission.PrefixListIds ?? []).map((one) => [one.PrefixListId, one.Description]),
    ]
    return sources.map(([source = '', description = '']) => ({
      protocol,
      ...(fromPort !== undefined && { fromPort }),
      ...(toPort !== undefined && { toPort }),
      ports: portsText(protocol, fromPort, toPort),
      source,
      description,
    }))
  })
}

/** The inverse of `parsePorts`. */
export function portsText(protocol: string, from?: number, to?: number): string {
  if (from === undefined || from === -1) return ''
  if (isIcmp(protocol)) return to === undefined || to === -1 ? String(from) : `${from}-${to}`
  if (from === 0 && to === 65535) return ''
  return to === undefined || from === to ? String(from) : `${from}-${to}`
}

/** A rule of a group as a row that can be edited. */
export function toRuleRow(rule: FlatRule, index: number, groupIds: ReadonlySet<string>): RuleRow {
  const preset = findPreset(rule)
  return {
    id: `rule-${index + 1}`,
    preset: preset.id,
    protocol: rule.protocol,
    ports: preset.custom === undefined && rule.ports === '' ? '' : rule.ports,
    sourceKind:
      rule.source === '0.0.0.0/0'
        ? 'anywhere-ipv4'
        : rule.source === '::/0'
          ? 'anywhere-ipv6'
          : groupIds.has(rule.source)
            ? 'group'
            : 'custom',
    source: rule.source,
    description: rule.description,
  }
}

export interface RuleChanges {
  readonly added: readonly Permission[]
  readonly removed: readonly Permission[]
  /** The same rule with another description: EC2 changes it in place and would refuse it as a duplicate. */
  readonly described: readonly Permission[]
}

/** What to send so that a group's rules become as edited. */
export function diffRules(before: readonly FlatRule[], after: readonly RuleRow[]): RuleChanges {
  const wanted = flattenPermissions(after.map(toPermission))
  const keyOf = ({ protocol, fromPort, toPort, source }: FlatRule) =>
    JSON.stringify([protocol, fromPort ?? -1, toPort ?? -1, source])
  const old = new Map(before.map((rule) => [keyOf(rule), rule]))
  const kept = new Set(wanted.map(keyOf))
  return {
    added: wanted.filter((rule) => !old.has(keyOf(rule))).map(fromFlat),
    removed: before.filter((rule) => !kept.has(keyOf(rule))).map(fromFlat),
    described: wanted
      .filter((rule) => {
        const known = old.get(keyOf(rule))
        return known !== undefined && known.description !== rule.description
      })
      .map(fromFlat),
  }
}

function fromFlat(rule: FlatRule): Permission {
  const { protocol, fromPort, toPort, source, description } = rule
  const described = description === '' ? {} : { Description: description }
  const base: Permission = {
    IpProtocol: protocol,
    ...(fromPort !== undefined && { FromPort: fromPort }),
    ...(toPort !== undefined && { ToPort: toPort }),
  }
  switch (classifySource(source)) {
    case 'ipv6':
      return { ...base, Ipv6Ranges: [{ CidrIpv6: source, ...described }] }
    case 'group':
      return { ...base, UserIdGroupPairs: [{ GroupId: source, ...described }] }
    case 'prefix-list':
      return { ...base, PrefixListIds: [{ PrefixListId: source, ...described }] }
    default:
      return { ...base, IpRanges: [{ CidrIp: source, ...described }] }
  }
}
