import type { errors as en } from '../en/errors.ts'

export const errors: Record<keyof typeof en, string> = {
  'errors.failed': '작업을 완료하지 못했습니다',
  'errors.said': '{code}: {message}',
  'errors.requestId': '요청 ID: {id}',
  'errors.serverUnreachable':
    'Brume에 연결할 수 없습니다. 중지되었다면 다시 시작하세요. 데이터는 그대로 있습니다.',
  'errors.instanceUnreachable':
    '인스턴스에 연결하지 못했습니다. 아래에서 이 연결 방법에 필요한 조건을 확인하세요. 충족되지 않은 조건마다 해결 방법이 있습니다.',
  'errors.loginRefused':
    '인스턴스가 이 사용자의 로그인을 거부했습니다. 사용자 이름과 이미지에 EC2 Instance Connect가 포함되어 있는지 확인하세요.',
  'errors.targetNotConnected':
    '인스턴스의 에이전트가 응답하지 않습니다. Session Manager에 필요한 조건을 확인하세요. 충족되지 않은 조건마다 해결 방법이 있습니다.',
  'errors.serialDisabled': '이 리전에서 계정에 직렬 콘솔이 허용되어 있지 않습니다.',
  'errors.serialLimit':
    '이 인스턴스의 직렬 콘솔을 이미 사용 중입니다. 한 번에 한 세션만 지원되므로 먼저 해당 터미널을 종료하세요.',
  'errors.connectState': '연결할 수 있는 인스턴스 상태가 아닙니다. 중지되었다면 시작하세요.',
  'errors.connectNotFound': '인스턴스가 더 이상 존재하지 않습니다.',
  'errors.connectType': '직렬 콘솔에는 t3.micro 같은 Nitro 시스템 인스턴스 유형이 필요합니다.',
  'errors.connectUnavailable': '지금은 인스턴스를 사용할 수 없습니다. 몇 분 후 다시 시도하세요.',
  'errors.tooManyTerminals': '열 수 있는 터미널이 모두 열려 있습니다. 먼저 하나를 닫으세요.',
  'errors.signInAgain': '로그인이 만료되었습니다. AWS 도구로 다시 로그인한 후 재시도하세요.',
  'errors.signIn': '먼저 이 계정에 로그인하세요.',
  'errors.enterCode': 'Brume을 시작할 때 표시된 일회용 코드를 입력하세요.',
  'errors.credentialsExpired': '이 연결의 자격 증명이 만료되었습니다. 갱신한 후 재시도하세요.',
  'errors.credentialsMissing': '이 연결에 사용할 수 있는 자격 증명이 없습니다.',
  'errors.notAuthorized': '이 작업을 수행할 권한이 없습니다.',
  'errors.endpointUnreachable': '이 연결의 AWS 엔드포인트에 연결할 수 없습니다.',
  'errors.throttled': 'AWS가 요청 속도를 제한하고 있습니다. 잠시 후 재시도하세요.',
  'errors.readOnly': '이 연결은 읽기 전용입니다. 아무것도 변경할 수 없습니다.',
  'errors.notSupported': '여기서는 지원되지 않습니다.',
  'errors.badRequest': '입력에 올바르지 않은 값이 있습니다.',
  'errors.tryAgain': '다시 시도하세요.',
  'errors.pageTitle': '이 페이지에 오류가 발생했습니다',
  'errors.pageText':
    'Brume의 나머지 부분은 계속 작동합니다. 이 페이지를 새로 고치거나 다른 페이지로 이동하세요.',
  'errors.notFoundTitle': '페이지를 찾을 수 없습니다',
  'errors.toDashboard': '대시보드 열기',
  'errors.notFoundText': '{path}에는 아무것도 없습니다.',
  'errors.noConnectionTitle': '없는 연결입니다',
  'errors.noConnectionText': 'Brume에 “{id}” 연결이 없습니다.',
  'errors.startTitle': 'Brume을 시작하지 못했습니다',
}
