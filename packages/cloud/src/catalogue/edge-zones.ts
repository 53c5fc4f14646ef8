/** A zone outside the Region's own, which an account opts into by its group. */
export interface EdgeZone {
  /** `us-west-2-lax-1a`, `ap-northeast-2-wl1-sel-wlz-1` */
  readonly name: string
  /** `usw2-lax1-az1`, `apne2-wl1-sel-wlz1` */
  readonly id: string
  readonly type: 'local-zone' | 'wavelength-zone'
  /** `us-west-2-lax-1`, `ap-northeast-2-wl1` */
  readonly group: string
  readonly groupLongName: string
  readonly borderGroup: string
}

/** Region, prefix of zone ids, code and place of each Local Zone, with its letters. https://docs.aws.amazon.com/local-zones/latest/ug/available-local-zones.html */
const localRows: readonly (readonly [string, string, string])[] = [
  [
    'us-east-1',
    'use1',
    'atl-2a=Atlanta 2 bos-1a=Boston bue-1a=Buenos_Aires chi-2a=Chicago 2 dfw-2a=Dallas 2 iah-2a=Houston 2 lim-1a=Lima mci-1a=Kansas_City 2 mia-2a=Miami 2 msp-1a=Minneapolis nyc-2a=New_York_City 2 phl-1a=Philadelphia qro-1a=Queretaro scl-1a=Santiago',
  ],
  [
    'us-west-2',
    'usw2',
    'den-1a=Denver hnl-1a=Honolulu las-1a=Las_Vegas lax-1a=Los_Angeles lax-1b=Los_Angeles pdx-1a=Portland phx-2a=Phoenix sea-1a=Seattle',
  ],
  ['ap-northeast-1', 'apne1', 'tpe-1a=Taipei'],
  ['ap-southeast-1', 'apse1', 'bkk-1a=Bangkok mnl-1a=Manila'],
  ['ap-southeast-2', 'apse2', 'akl-1a=Auckland per-1a=Perth'],
  ['ap-south-1', 'aps1', 'ccu-1a=Kolkata del-1a=Delhi'],
  ['eu-central-1', 'euc1', 'ham-1a=Hamburg waw-1a=Warsaw'],
  ['eu-north-1', 'eun1', 'cph-1a=Copenhagen hel-1a=Helsinki'],
  ['af-south-1', 'afs1', 'los-1a=Lagos'],
  ['me-south-1', 'mes1', 'mct-1a=Muscat'],
]

/** https://docs.aws.amazon.com/wavelength/latest/developerguide/available-wavelength-zones.html */
const wavelengthRows: readonly (readonly [string, string, string])[] = [
  ['us-east-1', 'use1', 'atl bna bos chi clt dfw dtw iah mia msp nyc tpa was'],
  ['us-west-2', 'usw2', 'den las lax phx sea sfo'],
  ['ap-northeast-1', 'apne1', 'kix nrt'],
  ['ap-northeast-2', 'apne2', 'cjj sel'],
  ['ca-central-1', 'cac1', 'yto'],
  ['eu-central-1', 'euc1', 'ber dtm muc'],
  ['eu-west-2', 'euw2', 'lon man'],
]

function localZones(region: string): readonly EdgeZone[] {
  return localRows
    .filter(([name]) => name === region)
    .flatMap(([, prefix, rows]) =>
      rows.split(/ (?=[a-z]{3}-)/).map((row): EdgeZone => {
        const [code = '', place = ''] = row.split('=')
        const group = `${region}-${code.slice(0, -1)}`
        const number = code.charCodeAt(code.length - 1) - 96
        return {
          name: `${region}-${code}`,
          id: `${prefix}-${code.slice(0, -1).replace('-', '')}-az${number}`,
          type: 'local-zone',
          group,
          groupLongName: `Local Zone ${place.replaceAll('_', ' ')}`,
          borderGroup: group,
        }
      }),
    )
}

function wavelengthZones(region: string): readonly EdgeZone[] {
  return wavelengthRows
    .filter(([name]) => name === region)
    .flatMap(([, prefix, codes]) =>
      codes.split(' ').map((code): EdgeZone => ({
        name: `${region}-wl1-${code}-wlz-1`,
        id: `${prefix}-wl1-${code}-wlz1`,
        type: 'wavelength-zone',
        group: `${region}-wl1`,
        groupLongName: `${region} Wavelength 1`,
        borderGroup: `${region}-wl1-${code}-wlz-1`,
      })),
    )
}

/** The Local Zones and Wavelength Zones that hang on a Region. */
export function edgeZonesOf(region: string): readonly EdgeZone[] {
  return [...localZones(region), ...wavelengthZones(region)]
}
