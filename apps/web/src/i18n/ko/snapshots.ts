import type { snapshots as en } from '../en/snapshots.ts'

export const snapshots: Record<keyof typeof en, string> = {
  'snapshots.title': '스냅샷',
}
