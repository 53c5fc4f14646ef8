import { useConnection, useOperation, useScope } from '../api/index.ts'
import { namedRegions } from '../i18n/index.ts'

/** The Regions that the account may use; all known ones while it has not answered. The present one is always among them. */
export function useRegions(): readonly string[] {
  const { region } = useScope()
  const { locked } = useConnection()
  const answer = useOperation('ec2', 'DescribeRegions', locked ? undefined : {}, {
    staleMs: Infinity,
  })
  const names = answer.data?.Regions?.flatMap(({ RegionName }) => RegionName ?? []) ?? namedRegions
  const all = names.includes(region) ? names : [...names, region]
  return namedRegions
    .filter((one) => all.includes(one))
    .concat(all.filter((one) => !namedRegions.includes(one)))
}
