import type { activity as english } from '../en/activity.ts'

export const activity: Record<keyof typeof english, string> = {
  'asCode.header': '같은 작업을 코드로',
  'asCode.save': '{file}(으)로 저장',
  'asCode.nothing': '전송할 내용이 없습니다.',
}
