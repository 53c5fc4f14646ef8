export interface Region {
  /** `ap-northeast-2` */
  readonly name: string
  /** `Asia Pacific (Seoul)` */
  readonly longName: string
  /** ISO 3166-1 alpha-2 */
  readonly country: string
  readonly optInRequired: boolean
  readonly zones: readonly Zone[]
}

export interface Zone {
  /** `ap-northeast-2a` */
  readonly name: string
  /** `apne2-az1` */
  readonly id: string
}

/**
 * Name, long name, country, prefix of the zone ids, zone letters with the number of their id. Letters are those that new
 * accounts see; AWS maps them to ids differently for each account, here the mapping is the same for all.
 */
const rows: readonly (readonly [string, string, string, string, string])[] = [
  ['us-east-1', 'US East (N. Virginia)', 'US', 'use1', 'a6 b1 c2 d4 e3 f5'],
  ['us-east-2', 'US East (Ohio)', 'US', 'use2', 'a1 b2 c3'],
  ['us-west-1', 'US West (N. California)', 'US', 'usw1', 'a3 b1'],
  ['us-west-2', 'US West (Oregon)', 'US', 'usw2', 'a2 b1 c3 d4'],
  ['ap-south-1', 'Asia Pacific (Mumbai)', 'IN', 'aps1', 'a1 b3 c2'],
  ['ap-northeast-3', 'Asia Pacific (Osaka)', 'JP', 'apne3', 'a3 b1 c2'],
  ['ap-northeast-2', 'Asia Pacific (Seoul)', 'KR', 'apne2', 'a1 b2 c3 d4'],
  ['ap-southeast-1', 'Asia Pacific (Singapore)', 'SG', 'apse1', 'a1 b2 c3'],
  ['ap-southeast-2', 'Asia Pacific (Sydney)', 'AU', 'apse2', 'a1 b3 c2'],
  ['ap-northeast-1', 'Asia Pacific (Tokyo)', 'JP', 'apne1', 'a4 c1 d2'],
  ['ca-central-1', 'Canada (Central)', 'CA', 'cac1', 'a1 b2 d4'],
  ['eu-central-1', 'Europe (Frankfurt)', 'DE', 'euc1', 'a2 b3 c1'],
  ['eu-west-1', 'Europe (Ireland)', 'IE', 'euw1', 'a3 b1 c2'],
  ['eu-west-2', 'Europe (London)', 'GB', 'euw2', 'a2 b3 c1'],
  ['eu-west-3', 'Europe (Paris)', 'FR', 'euw3', 'a1 b2 c3'],
  ['eu-north-1', 'Europe (Stockholm)', 'SE', 'eun1', 'a1 b2 c3'],
  ['sa-east-1', 'South America (São Paulo)', 'BR', 'sae1', 'a1 b2 c3'],
]

const optInRows: typeof rows = [
  ['af-south-1', 'Africa (Cape Town)', 'ZA', 'afs1', 'a1 b2 c3'],
  ['ap-east-1', 'Asia Pacific (Hong Kong)', 'HK', 'ape1', 'a1 b2 c3'],
  ['ap-east-2', 'Asia Pacific (Taipei)', 'TW', 'ape2', 'a1 b2 c3'],
  ['ap-south-2', 'Asia Pacific (Hyderabad)', 'IN', 'aps2', 'a1 b2 c3'],
  ['ap-southeast-3', 'Asia Pacific (Jakarta)', 'ID', 'apse3', 'a1 b2 c3'],
  ['ap-southeast-4', 'Asia Pacific (Melbourne)', 'AU', 'apse4', 'a1 b2 c3'],
  ['ap-southeast-5', 'Asia Pacific (Malaysia)', 'MY', 'apse5', 'a1 b2 c3'],
  ['ap-southeast-6', 'Asia Pacific (New Zealand)', 'NZ', 'apse6', 'a1 b2 c3'],
  ['ap-southeast-7', 'Asia Pacific (Thailand)', 'TH', 'apse7', 'a1 b2 c3'],
  ['ca-west-1', 'Canada West (Calgary)', 'CA', 'caw1', 'a1 b2 c3'],
  ['eu-central-2', 'Europe (Zurich)', 'CH', 'euc2', 'a1 b2 c3'],
  ['eu-south-1', 'Europe (Milan)', 'IT', 'eus1', 'a1 b2 c3'],
  ['eu-south-2', 'Europe (Spain)', 'ES', 'eus2', 'a1 b2 c3'],
  ['il-central-1', 'Israel (Tel Aviv)', 'IL', 'ilc1', 'a1 b2 c3'],
  ['me-central-1', 'Middle East (UAE)', 'AE', 'mec1', 'a1 b2 c3'],
  ['me-south-1', 'Middle East (Bahrain)', 'BH', 'mes1', 'a1 b2 c3'],
  ['mx-central-1', 'Mexico (Central)', 'MX', 'mxc1', 'a1 b2 c3'],
]

function toRegion(row: (typeof rows)[number], optInRequired: boolean): Region {
  const [name, longName, country, prefix, zones] = row
  return {
    name,
    longName,
    country,
    optInRequired,
    zones: zones.split(' ').map((zone) => ({
      name: name + zone.charAt(0),
      id: `${prefix}-az${zone.slice(1)}`,
    })),
  }
}

/** The Regions of the `aws` partition. */
export const regions: readonly Region[] = [
  ...rows.map((row) => toRegion(row, false)),
  ...optInRows.map((row) => toRegion(row, true)),
]

const byName = new Map(regions.map((region) => [region.name, region]))

export function findRegion(name: string): Region | undefined {
  return byName.get(name)
}

/** Zones of a Region; a Region that AWS does not have gets three, so that made-up ones work in tests. */
export function zonesOf(region: string): readonly Zone[] {
  const known = byName.get(region)
  if (known) return known.zones
  return ['a', 'b', 'c'].map((letter, i) => ({ name: region + letter, id: `${region}-az${i + 1}` }))
}

export function zoneIdOf(zoneName: string): string | undefined {
  return zonesOf(zoneName.slice(0, -1)).find(({ name }) => name === zoneName)?.id
}
