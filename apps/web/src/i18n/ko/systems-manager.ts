import type { systemsManager as en } from '../en/systems-manager.ts'

export const systemsManager: Record<keyof typeof en, string> = {
  'sessions.title': 'Session Manager',
  'sessions.description':
    '누가 어떤 도구로 열었든 에이전트를 통한 터미널입니다. 30일 동안 표시됩니다.',
  'sessions.active': '세션',
  'sessions.history': '세션 기록',
  'sessions.filter': '속성으로 세션 찾기',
  'sessions.empty': '세션 없음',
  'sessions.emptyText':
    '세션은 인스턴스의 셸입니다. 열린 포트나 키 없이 이를 허용하는 역할만 있으면 됩니다.',
  'sessions.selectOne': '먼저 세션 하나를 선택하세요.',
  'sessions.create': '세션 시작',
  'sessions.startedNow': '세션을 시작했습니다',
  'sessions.delete': '종료',
  'sessions.deleteText':
    '세션에서 실행 중인 것도 함께 끝납니다. 세션을 사용 중인 사람에게 종료되었다고 알립니다.',
  'sessions.id': '세션 ID',
  'sessions.status': '상태',
  'sessions.connected': '연결됨',
  'sessions.connecting': '연결 중',
  'sessions.disconnected': '연결 해제됨',
  'sessions.terminating': '종료하는 중',
  'sessions.terminated': '종료됨',
  'sessions.failed': '실패',
  'sessions.terminal': '터미널',
  'sessions.toTerminal': '터미널 열기',
  'sessions.target': '대상',
  'sessions.targetText': '지금 에이전트가 응답하는 인스턴스입니다.',
  'sessions.noTarget':
    '응답하는 에이전트가 없습니다. 인스턴스를 선택하고 연결을 선택하면 무엇이 부족한지 알 수 있습니다.',
  'sessions.owner': '소유자',
  'sessions.reason': '이유',
  'sessions.reasonText': '세션 기록에 표시됩니다.',
  'sessions.reasonLong': '최대 256자입니다.',
  'sessions.started': '시작 날짜',
  'sessions.ended': '종료 날짜',
  'sessions.lasted': '지속 시간',
  'sessions.document': '세션 문서',
  'sessions.maxDuration': '최대 세션 기간',
  'sessions.minutes': '{count, plural, other {#분}}',
}
