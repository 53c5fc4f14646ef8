import type { clock as en } from '../en/clock.ts'

export const clock: Record<keyof typeof en, string> = {
  'clock.title': '클라우드 시계',
  'clock.text':
    '부팅, 일정, 경보, 휴지 기간과 인스턴스 안에서 실행되는 것은 이 시계를 따릅니다. 터미널과 로그인은 실제 시간을 따릅니다.',
  'clock.paused': '일시 중지됨',
  'clock.instant': '즉시',
  'clock.winding': '앞으로 감는 중',
  'clock.windingTo': '{time}까지 감는 중',
  'clock.pause': '일시 중지',
  'clock.resume': '재개',
  'clock.stop': '감기 중지',
  'clock.speed': '속도',
  'clock.wallPace': '×1(실제 시간)',
  'clock.advance': '앞으로 감기',
  'clock.more': '특정 시점까지 감기…',
  'clock.wind': '감기',
  'clock.by': '시간 단위',
  'clock.to': '시점',
  'clock.date': '날짜',
  'clock.time': '시간',
  'clock.spanText': 's, m, h, d를 붙인 숫자(예: 90m)',
  'clock.spanFault': 's, m, h, d를 붙인 숫자를 입력하세요.',
  'clock.past': '시계는 앞으로만 갑니다.',
  'clock.failed': '시계를 설정하지 못했습니다',
}
