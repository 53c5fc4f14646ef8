import type { connect as en } from '../en/connect.ts'

export const connect: Record<keyof typeof en, string> = {
  'connect.title': '인스턴스에 연결',
}
