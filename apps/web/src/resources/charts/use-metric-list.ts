import { useQuery } from '@tanstack/react-query'
import type { Input, Output } from '@brume/console-api'
import { callIn, useScope, type Scope } from '../../api/index.ts'

type Metrics = NonNullable<Output<'cloudwatch', 'ListMetrics'>['Metrics']>

/** As much as a person can choose from; the rest is found by a narrower wish. */
const mostPages = 10

/** Metrics that have data points. */
export function useMetricList(wish: Input<'cloudwatch', 'ListMetrics'>) {
  const scope = useScope()
  return useQuery({
    queryKey: [scope.connection, scope.region, 'cloudwatch', 'ListMetrics', wish],
    queryFn: ({ signal }) => listMetrics(scope, wish, signal),
  })
}

async function listMetrics(
  scope: Scope,
  wish: Input<'cloudwatch', 'ListMetrics'>,
  signal: AbortSignal,
): Promise<Metrics> {
  const metrics: Metrics = []
  let token: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const answer = await callIn(
      scope,
      'cloudwatch',
      'ListMetrics',
      { ...wish, ...(token !== undefined && { NextToken: token }) },
      signal,
    )
    metrics.push(...(answer.Metrics ?? []))
    token = answer.NextToken || undefined
    if (token === undefined) break
  }
  return metrics
}
