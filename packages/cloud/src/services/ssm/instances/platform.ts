import type { ImageDistribution } from '@brume/guests'

/** How the agent names the system it runs on. */
export const platforms: Readonly<
  Record<ImageDistribution, { readonly name: string; readonly version: string }>
> = {
  al2023: { name: 'Amazon Linux', version: '2023' },
  al2: { name: 'Amazon Linux', version: '2' },
  'ubuntu-24.04': { name: 'Ubuntu', version: '24.04' },
  'ubuntu-22.04': { name: 'Ubuntu', version: '22.04' },
  'debian-12': { name: 'Debian GNU/Linux', version: '12' },
  'rhel-9': { name: 'Red Hat Enterprise Linux', version: '9' },
  'sles-15': { name: 'SLES', version: '15' },
  'windows-2022': { name: 'Microsoft Windows Server 2022 Datacenter', version: '10.0.20348' },
  'windows-2025': { name: 'Microsoft Windows Server 2025 Datacenter', version: '10.0.26100' },
}
