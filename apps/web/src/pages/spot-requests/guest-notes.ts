import type { SpotRequest } from './SpotRequestsPage.tsx'

export interface GuestNote {
  /** Below `/latest/meta-data/`. */
  readonly path: string
  /** Absent: not found. */
  readonly answer?: string
}

/** AWS tells two minutes ahead. */
const noticeMs = 120_000

/**
 * What instance metadata says of a noticed interruption, as the request's status implies it. A rebalance recommendation may come
 * earlier than the notice, and no request tells of it.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
 */
export function notesOf({
  Status: status,
  InstanceInterruptionBehavior: behavior = 'terminate',
}: Pick<SpotRequest, 'Status' | 'InstanceInterruptionBehavior'>): {
  readonly notes: readonly GuestNote[]
  /** When it is interrupted; absent without a notice. */
  readonly at?: string
} {
  const [action, time, rebalance] = [
    'spot/instance-action',
    'spot/termination-time',
    'events/recommendations/rebalance',
  ]
  const since = status?.UpdateTime
  const marked = status?.Code === 'marked-for-stop' || status?.Code === 'marked-for-termination'
  if (!marked || since === undefined) {
    return { notes: [{ path: rebalance }, { path: action }, { path: time }] }
  }
  const at = seconds(Date.parse(since) + noticeMs)
  const noticed = JSON.stringify({ action: behavior, time: at })
  return {
    at,
    notes: [
      {
        path: rebalance,
        answer: JSON.stringify({ noticeTime: `≤ ${seconds(Date.parse(since))}` }),
      },
      { path: action, answer: noticed },
      behavior === 'terminate' ? { path: time, answer: at } : { path: time },
    ],
  }
}

const seconds = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
