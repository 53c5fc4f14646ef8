export interface RulePreset {
  readonly id: string
  /** As the AWS console names it; proper names, not translated. */
  readonly label: string
  /** `tcp`, `udp`, `icmp`, `icmpv6` or `-1`. */
  readonly protocol: string
  /** ICMP: type. -1 is all; absent with protocol -1. */
  readonly fromPort?: number
  /** ICMP: code. */
  readonly toPort?: number
  /** What a person may still change. */
  readonly custom?: 'ports' | 'protocol' | 'icmp'
}

const tcp = (id: string, label: string, port: number): RulePreset => ({
  id,
  label,
  protocol: 'tcp',
  fromPort: port,
  toPort: port,
})

/** The rule types that the launch form and the rule editor offer, in the AWS console's order. */
export const rulePresets: readonly RulePreset[] = [
  { id: 'custom-tcp', label: 'Custom TCP', protocol: 'tcp', custom: 'ports' },
  { id: 'custom-udp', label: 'Custom UDP', protocol: 'udp', custom: 'ports' },
  { id: 'custom-icmp', label: 'Custom ICMP - IPv4', protocol: 'icmp', custom: 'icmp' },
  { id: 'custom-protocol', label: 'Custom protocol', protocol: '-1', custom: 'protocol' },
  { id: 'all-tcp', label: 'All TCP', protocol: 'tcp', fromPort: 0, toPort: 65535 },
  { id: 'all-udp', label: 'All UDP', protocol: 'udp', fromPort: 0, toPort: 65535 },
  { id: 'all-icmp', label: 'All ICMP - IPv4', protocol: 'icmp', fromPort: -1, toPort: -1 },
  { id: 'all-icmpv6', label: 'All ICMP - IPv6', protocol: 'icmpv6', fromPort: -1, toPort: -1 },
  { id: 'all-traffic', label: 'All traffic', protocol: '-1' },
  tcp('ssh', 'SSH', 22),
  tcp('smtp', 'SMTP', 25),
  { id: 'dns-udp', label: 'DNS (UDP)', protocol: 'udp', fromPort: 53, toPort: 53 },
  tcp('dns-tcp', 'DNS (TCP)', 53),
  tcp('http', 'HTTP', 80),
  tcp('pop3', 'POP3', 110),
  tcp('imap', 'IMAP', 143),
  tcp('ldap', 'LDAP', 389),
  tcp('https', 'HTTPS', 443),
  tcp('smb', 'SMB', 445),
  tcp('smtps', 'SMTPS', 465),
  tcp('imaps', 'IMAPS', 993),
  tcp('pop3s', 'POP3S', 995),
  tcp('mssql', 'MSSQL', 1433),
  tcp('nfs', 'NFS', 2049),
  tcp('mysql', 'MYSQL/Aurora', 3306),
  tcp('rdp', 'RDP', 3389),
  tcp('redshift', 'Redshift', 5439),
  tcp('postgresql', 'PostgreSQL', 5432),
  tcp('oracle', 'Oracle-RDS', 1521),
  tcp('winrm-http', 'WinRM-HTTP', 5985),
  tcp('winrm-https', 'WinRM-HTTPS', 5986),
  tcp('elastic-graphics', 'Elastic Graphics', 2007),
]

/** The preset that a rule shows as; custom ones when no named one fits. */
export function findPreset(rule: {
  protocol: string
  fromPort?: number
  toPort?: number
}): RulePreset {
  const named = rulePresets.find(
    (preset) =>
      !preset.custom &&
      preset.protocol === rule.protocol &&
      (preset.protocol === '-1' ||
        (preset.fromPort === rule.fromPort && preset.toPort === rule.toPort)),
  )
  const custom = rulePresets.find(
    (preset) => preset.id.startsWith('custom-') && preset.protocol === rule.protocol,
  )
  const preset = named ?? custom ?? rulePresets.find(({ id }) => id === 'custom-protocol')
  if (!preset) throw new Error('The preset custom-protocol is missing')
  return preset
}
