import type { _InstanceType } from '@aws-sdk/client-ec2'

/** The demonstration fleet as data: a small company's account, as one would meet it. */

export type Life = 'running' | 'stopped' | 'terminated'

export interface FleetGroup {
  /** Names are `<name>-<n>`, or just the name when there is one. */
  readonly name: string
  readonly count: number
  readonly instanceType: _InstanceType
  readonly image: keyof typeof imageParameters
  readonly securityGroup: keyof typeof securityGroups
  readonly zones: readonly string[]
  readonly tags: Readonly<Record<string, string>>
  /** Life of the last ones; the others run. */
  readonly last?: { readonly count: number; readonly life: Life }
  /** GiB of a second volume. */
  readonly dataGiB?: number
  readonly userData?: string
  readonly key?: 'team' | 'legacy'
  readonly managed?: boolean
  readonly protected?: boolean
  readonly detailedMonitoring?: boolean
}

/** Public parameters that name the images. */
export const imageParameters = {
  al2023: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
  al2023Arm: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
  ubuntu: '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id',
  windows: '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base',
} as const

interface Opening {
  readonly port: number
  /** A CIDR, or the name of another group. */
  readonly from: string
  readonly description: string
}

export const securityGroups = {
  bastion: {
    description: 'SSH from the office',
    openings: [{ port: 22, from: '203.0.113.0/24', description: 'office' }],
  },
  web: {
    description: 'Web servers',
    openings: [
      { port: 80, from: '0.0.0.0/0', description: 'HTTP' },
      { port: 443, from: '0.0.0.0/0', description: 'HTTPS' },
      { port: 22, from: 'bastion', description: 'SSH through the bastion' },
    ],
  },
  app: {
    description: 'Application servers, behind the web servers',
    openings: [
      { port: 8080, from: 'web', description: 'from web' },
      { port: 22, from: 'bastion', description: 'SSH through the bastion' },
    ],
  },
  db: {
    description: 'Databases, reached by the application only',
    openings: [{ port: 5432, from: 'app', description: 'PostgreSQL from app' }],
  },
  windows: {
    description: 'Remote Desktop from the office',
    openings: [{ port: 3389, from: '203.0.113.0/24', description: 'RDP' }],
  },
} as const satisfies Record<string, { description: string; openings: readonly Opening[] }>

const page = `#!/bin/bash
dnf install -y httpd
echo "<h1>$(hostname)</h1>" > /var/www/html/index.html
systemctl enable --now httpd
`

/** In order of launch. */
export const fleet: readonly FleetGroup[] = [
  {
    name: 'bastion',
    count: 1,
    instanceType: 't3.micro',
    image: 'al2023',
    securityGroup: 'bastion',
    zones: ['a'],
    tags: { env: 'prod', team: 'platform' },
    managed: true,
    protected: true,
  },
  {
    name: 'shop-web',
    count: 6,
    instanceType: 't3.small',
    image: 'al2023',
    securityGroup: 'web',
    zones: ['a', 'c'],
    tags: { env: 'prod', app: 'shop', team: 'web' },
    userData: page,
    managed: true,
    detailedMonitoring: true,
  },
  {
    name: 'shop-app',
    count: 6,
    instanceType: 'm7g.large',
    image: 'al2023Arm',
    securityGroup: 'app',
    zones: ['a', 'c'],
    tags: { env: 'prod', app: 'shop', team: 'shop' },
    managed: true,
  },
  {
    name: 'shop-db',
    count: 2,
    instanceType: 'r6i.large',
    image: 'al2023',
    securityGroup: 'db',
    zones: ['a', 'c'],
    tags: { env: 'prod', app: 'shop', team: 'data' },
    dataGiB: 200,
    protected: true,
  },
  {
    name: 'staging-web',
    count: 2,
    instanceType: 't3.micro',
    image: 'al2023',
    securityGroup: 'web',
    zones: ['a', 'c'],
    tags: { env: 'staging', app: 'shop', team: 'web' },
    userData: page,
    managed: true,
    last: { count: 1, life: 'stopped' },
  },
  {
    name: 'staging-db',
    count: 1,
    instanceType: 't3.medium',
    image: 'al2023',
    securityGroup: 'db',
    zones: ['a'],
    tags: { env: 'staging', app: 'shop', team: 'data' },
    dataGiB: 20,
  },
  {
    name: 'batch',
    count: 5,
    instanceType: 'c6i.xlarge',
    image: 'ubuntu',
    securityGroup: 'app',
    zones: ['c'],
    tags: { env: 'prod', app: 'reports', team: 'data' },
    key: 'legacy',
    last: { count: 3, life: 'stopped' },
  },
  {
    name: 'gitlab',
    count: 1,
    instanceType: 'm6i.xlarge',
    image: 'ubuntu',
    securityGroup: 'web',
    zones: ['a'],
    tags: { env: 'tools', team: 'platform' },
    dataGiB: 100,
    key: 'legacy',
  },
  {
    name: 'monitoring',
    count: 1,
    instanceType: 't3.large',
    image: 'ubuntu',
    securityGroup: 'app',
    zones: ['c'],
    tags: { env: 'tools', team: 'platform' },
    detailedMonitoring: true,
  },
  {
    name: 'desktop',
    count: 2,
    instanceType: 't3.xlarge',
    image: 'windows',
    securityGroup: 'windows',
    zones: ['a'],
    tags: { env: 'office', team: 'finance' },
    last: { count: 1, life: 'stopped' },
  },
  {
    name: 'dev',
    count: 8,
    instanceType: 't3.micro',
    image: 'al2023',
    securityGroup: 'bastion',
    zones: ['a', 'c'],
    tags: { env: 'dev' },
    managed: true,
    last: { count: 4, life: 'stopped' },
  },
  {
    name: 'load-test',
    count: 2,
    instanceType: 'c6i.2xlarge',
    image: 'ubuntu',
    securityGroup: 'app',
    zones: ['c'],
    tags: { env: 'test', team: 'shop' },
    last: { count: 2, life: 'terminated' },
  },
]

/** Of the instances that are launched from the image made of the first web server. */
export const fromImage = { name: 'shop-web-v2', count: 3 } as const
