import type { launch as en } from '../en/launch.ts'

export const launch: Record<keyof typeof en, string> = {
  'launch.title': '인스턴스 시작',
}
