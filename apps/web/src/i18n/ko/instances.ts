import type { instances as en } from '../en/instances.ts'

export const instances: Record<keyof typeof en, string> = {
  'instances.one': '인스턴스',
  'instances.title': '인스턴스',
}
