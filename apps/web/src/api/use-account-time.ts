import { routes, type CloudClock } from '@brume/console-api'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { setAccountTime } from '../lib/time.ts'
import { useConnection } from './bootstrap.ts'
import { request } from './http.ts'

/** How often the clock is compared: somebody else may wind it. */
const compareEveryMs = 15_000

/** Keeps "since" and "ago" on the account's own clock, which the embedded cloud may run fast, stop, or wind forward. */
export function useAccountTime(): void {
  const { id, kind, locked } = useConnection()
  const clock = useQuery({
    queryKey: ['clock', id],
    queryFn: () => request<CloudClock>('GET', routes.cloud(id, 'clock')),
    enabled: kind === 'embedded' && !locked,
    refetchInterval: compareEveryMs,
    refetchOnWindowFocus: 'always',
  })
  const { data } = clock
  useEffect(() => {
    if (!data) {
      setAccountTime(undefined)
      return
    }
    const speed = data.paused ? 0 : data.speed === 'instant' ? 1 : data.speed
    setAccountTime(Date.parse(data.now), speed)
  }, [data])
}
