import type { groups as en } from '../en/groups.ts'

export const groups: Record<keyof typeof en, string> = {
  'groups.title': '보안 그룹',
}
