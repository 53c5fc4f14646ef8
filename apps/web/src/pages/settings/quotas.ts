import type { Output } from '@brume/console-api'
import { useQuery } from '@tanstack/react-query'
import { callIn, collectPages, queryKey, useConnection, useScope } from '../../api/index.ts'

export type Quota = NonNullable<Output<'service-quotas', 'ListServiceQuotas'>['Quotas']>[number]

export interface QuotaRow {
  readonly quota: Quota
  readonly defaultValue: number | undefined
  /** What an open request asks for. */
  readonly pending: number | undefined
}

/** Of the services that this console is about. */
const services = ['ec2', 'vpc', 'ebs'] as const
/** A request is granted after a while. */
const lookEveryMs = { embedded: 3_000, aws: 60_000 }

/** Every quota of the Region with its default and what has been asked for. */
export function useQuotas() {
  const scope = useScope()
  const { kind } = useConnection()
  return useQuery({
    queryKey: [...queryKey(scope, 'service-quotas', 'ListServiceQuotas'), 'all'],
    queryFn: async ({ signal }): Promise<readonly QuotaRow[]> => {
      const lists = await Promise.all(
        services.map(async (ServiceCode) => {
          const input = { ServiceCode, MaxResults: 100 }
          const [applied, defaults, asked] = await Promise.all([
            collectPages((page) =>
              callIn(scope, 'service-quotas', 'ListServiceQuotas', { ...input, ...page }, signal),
            ),
            collectPages((page) =>
              callIn(
                scope,
                'service-quotas',
                'ListAWSDefaultServiceQuotas',
                { ...input, ...page },
                signal,
              ),
            ),
            collectPages((page) =>
              callIn(
                scope,
                'service-quotas',
                'ListRequestedServiceQuotaChangeHistory',
                { ...input, ...page },
                signal,
              ),
            ),
          ])
          const usual = new Map(
            defaults.flatMap(({ Quotas = [] }) => Quotas).map((one) => [one.QuotaCode, one.Value]),
          )
          const open = new Map(
            asked
              .flatMap(({ RequestedQuotas = [] }) => RequestedQuotas)
              .filter(({ Status }) => Status === 'PENDING' || Status === 'CASE_OPENED')
              .map((one) => [one.QuotaCode, one.DesiredValue]),
          )
          return applied
            .flatMap(({ Quotas = [] }) => Quotas)
            .map((quota) => ({
              quota,
              defaultValue: usual.get(quota.QuotaCode),
              pending: open.get(quota.QuotaCode),
            }))
        }),
      )
      return lists.flat()
    },
    refetchInterval: ({ state }) =>
      state.data?.some(({ pending }) => pending !== undefined) ? lookEveryMs[kind] : false,
  })
}
