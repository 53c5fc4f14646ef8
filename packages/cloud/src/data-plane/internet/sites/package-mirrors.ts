import { createHash } from 'node:crypto'
import type { Site } from '../site.ts'

const mirrors: readonly RegExp[] = [
  // Amazon Linux 2023 and 2
  /^al2023-repos-[a-z0-9-]+\.s3\.dualstack\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/,
  /^amazonlinux(-2)?-repos-[a-z0-9-]+\.s3\.(dualstack\.)?[a-z0-9-]+\.amazonaws\.com$/,
  /^cdn\.amazonlinux\.com$/,
  // Ubuntu and Debian
  /^([a-z0-9-]+\.)*(archive|security|ports)\.ubuntu\.com$/,
  /^(deb|security|cdn-aws\.deb|[a-z]+\.cdn-aws\.deb|ftp(\.[a-z]{2})?)\.debian\.org$/,
  // Red Hat and SUSE
  /^rhui[a-z0-9.-]*\.(aws\.ce\.redhat\.com|redhat\.com)$/,
  /^(smt-ec2|[a-z0-9-]+)\.susecloud\.net$/,
  // Repositories that courses add
  /^(dl|mirrors)\.fedoraproject\.org$/,
  /^download\.docker\.com$/,
  /^(rpm|deb)\.nodesource\.com$/,
  /^rpms\.remirepo\.net$/,
  /^(dev\.mysql|repo\.mysql|downloads\.mariadb|rpm\.releases\.hashicorp|apt\.releases\.hashicorp|nginx)\.(com|org)$/,
]

const indexes: Readonly<Record<string, (host: string) => string>> = {
  'repomd.xml': () =>
    '<?xml version="1.0" encoding="UTF-8"?>\n<repomd xmlns="http://linux.duke.edu/metadata/repo"><revision>1</revision></repomd>\n',
  'mirror.list': (host) => `https://${host}/core/guids/brume/x86_64/\n`,
  Release: () => 'Origin: Brume\nSuite: stable\nComponents: main\n',
  InRelease: () => 'Origin: Brume\nSuite: stable\nComponents: main\n',
}

/** Package repositories: they are there and answer every file, with bytes of a size that the file's name settles. */
export const packageMirrors: Site = {
  serves: (host) => mirrors.some((mirror) => mirror.test(host)),
  answer({ host, path }) {
    const name = path.split('/').at(-1) ?? ''
    const index = Object.hasOwn(indexes, name) ? indexes[name] : undefined
    if (index) return { type: 'text/plain', body: index(host) }
    const [size = 0] = createHash('sha256').update(path).digest()
    return {
      type: 'application/octet-stream',
      body: Buffer.alloc(16_384 + size * 512, `${name}\n`),
    }
  },
}
