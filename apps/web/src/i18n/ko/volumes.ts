import type { volumes as en } from '../en/volumes.ts'

export const volumes: Record<keyof typeof en, string> = {
  'volumes.title': '볼륨',
}
