import { useEffect, useRef, useState } from 'react'
import { useCallAt } from '../../api/index.ts'
import { dryRunJob, runJob, type JobRow, type Outcomes } from './job.ts'

const none: Outcomes = new Map()

/**
 * A job of these rows: tried dry, started, stopped, and what failed started again. It ends with the page. `signature` says which
 * choices made the rows.
 */
export function useJob<R extends JobRow>(offered: readonly R[], signature: string) {
  const callAt = useCallAt()
  const [phase, setPhase] = useState<'review' | 'trying' | 'running' | 'done'>('review')
  const [outcomes, setOutcomes] = useState<Outcomes>(none)
  const control = useRef<AbortController>(undefined)
  useEffect(() => () => control.current?.abort(), [])
  // a list that lives goes on changing below what is worked off
  const [frozen, setFrozen] = useState<readonly R[]>()
  const rows = frozen ?? offered
  // what was tried holds for the choices as they were
  const [lastSignature, setLast] = useState(signature)
  if (phase === 'review' && signature !== lastSignature) {
    setLast(signature)
    setOutcomes(none)
  }
  const begin = () => {
    control.current = new AbortController()
    return { callAt, signal: control.current.signal, onChange: setOutcomes }
  }
  return {
    phase,
    rows,
    outcomes,
    tryDry: async () => {
      setPhase('trying')
      setOutcomes(await dryRunJob(rows, begin()))
      setPhase('review')
    },
    start: async () => {
      const before = phase === 'done' ? outcomes : none
      setPhase('running')
      setFrozen(rows)
      setOutcomes(await runJob(rows, { ...begin(), before }))
      setPhase('done')
    },
    stop: () => control.current?.abort(),
  }
}
