import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { setAccountTime } from '../lib/time.ts'
import { useConnection } from './bootstrap.ts'
import { refreshTimed, useClock } from './use-clock.ts'

/** Keeps "since" and "ago" on the account's own clock, which the embedded cloud may run fast, stop, or wind forward. */
export function useAccountTime(): void {
  const { id } = useConnection()
  const client = useQueryClient()
  const { data } = useClock()
  const winding = data?.advancing != null
  const wasWinding = useRef(false)
  useEffect(() => {
    if (!data) {
      setAccountTime(undefined)
      return
    }
    const speed = data.paused || winding ? 0 : data.speed === 'instant' ? 1 : data.speed
    setAccountTime(Date.parse(data.now), speed)
  }, [data, winding])
  useEffect(() => {
    if (wasWinding.current && !winding) refreshTimed(client, id)
    wasWinding.current = winding
  }, [client, id, winding])
}
