import type { DistributionFacts } from '../../../distributions.ts'

/** Where a distribution keeps its Apache. */
export interface ApacheLayout {
  readonly root: string
  readonly file: string
  readonly server: string
  readonly unit: 'apache2' | 'httpd'
}

const home = '/etc/apache2'

export function apacheLayout({ family }: DistributionFacts): ApacheLayout {
  if (family === 'debian')
    return {
      root: home,
      file: `${home}/apache2.conf`,
      server: '/usr/sbin/apache2',
      unit: 'apache2',
    }
  if (family === 'suse')
    return { root: home, file: `${home}/httpd.conf`, server: '/usr/sbin/httpd', unit: 'apache2' }
  const root = '/etc/httpd'
  return { root, file: `${root}/conf/httpd.conf`, server: '/usr/sbin/httpd', unit: 'httpd' }
}
