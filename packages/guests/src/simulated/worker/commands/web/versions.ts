import type { Distribution } from '../../../../driver.ts'

/** curl as each distribution brings it. */
export const curlVersions: Readonly<Record<Distribution, string>> = {
  al2023: '8.11.1',
  al2: '8.3.0',
  'ubuntu-24.04': '8.5.0',
  'ubuntu-22.04': '7.81.0',
  'debian-12': '7.88.1',
  laptop: '7.88.1',
  'rhel-9': '7.76.1',
  'sles-15': '8.6.0',
  'windows-2022': '8.9.1',
  'windows-2025': '8.9.1',
}

export const wgetVersions: Readonly<Record<Distribution, string>> = {
  al2023: '1.21.3',
  al2: '1.14',
  'ubuntu-24.04': '1.21.4',
  'ubuntu-22.04': '1.21.2',
  'debian-12': '1.21.3',
  laptop: '1.21.3',
  'rhel-9': '1.21.1',
  'sles-15': '1.20.3',
  'windows-2022': '',
  'windows-2025': '',
}
