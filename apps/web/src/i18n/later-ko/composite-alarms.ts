import type { compositeAlarms as en } from '../later-en/composite-alarms.ts'

export const compositeAlarms: Record<keyof typeof en, string> = {
  'alarms.compositeText':
    '다른 경보를 지켜보며, 그 상태에 대한 규칙이 충족되면 경보 상태가 됩니다. 알림 소음을 줄일 수 있습니다.',
  'alarms.compositeActionsText':
    'SNS 주제의 ARN을 한 줄에 하나씩 입력하십시오. 복합 경보는 인스턴스나 그룹에 작업을 수행하지 않으며, 내장 클라우드에서는 알림이 기록에만 남습니다.',
  'alarms.rule': '경보 규칙',
  'alarms.ruleText': '어떤 경보의 어떤 상태가 이 경보를 발생시키는지 정합니다.',
  'alarms.ruleAsText': '텍스트로 편집',
  'alarms.ruleNotSimple':
    '중첩되었거나 아직 올바르지 않은 규칙이므로 텍스트로만 편집할 수 있습니다.',
  'alarms.ruleTextHelp':
    'ALARM("이름"), OK("이름"), INSUFFICIENT_DATA("이름"), AND, OR, NOT, 괄호, AT_LEAST(2, ALARM, ("a", "b", "c"))를 사용할 수 있습니다.',
  'alarms.ruleProblem': '규칙이 올바르지 않습니다. {problem}.',
  'alarms.ruleJoin': '경보 조건',
  'alarms.ruleAll': '모두 충족(AND)',
  'alarms.ruleAny': '하나라도 충족(OR)',
  'alarms.ruleAlarm': '경보 {number}',
  'alarms.ruleNegated': '조건',
  'alarms.ruleNot': '아님(NOT)',
  'alarms.ruleAdd': '경보 추가',
  'alarms.ruleRemove': '경보 {number} 제거',
  'alarms.ruleMissing': '다음 경보가 없습니다. {names}',
  'alarms.ruleNow': '현재 경보 상태 기준 결과',
  'alarms.suppression': '작업 억제',
  'alarms.suppressionText':
    '유지 관리용 경보처럼 다른 경보가 경보 상태인 동안에는 이 경보의 작업이 수행되지 않습니다.',
  'alarms.suppressor': '억제 경보',
  'alarms.noSuppressor': '없음',
  'alarms.waitPeriod': '대기 기간(초)',
  'alarms.waitPeriodText': '억제 경보가 경보 상태가 될 때까지 작업이 기다리는 시간입니다.',
  'alarms.extensionPeriod': '연장 기간(초)',
  'alarms.extensionPeriodText': '억제 경보가 해제된 뒤 작업이 기다리는 시간입니다.',
}
