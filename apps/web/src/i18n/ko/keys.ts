import type { keys as en } from '../en/keys.ts'

export const keys: Record<keyof typeof en, string> = {
  'keys.title': '키 페어',
  'keys.description': 'AWS는 퍼블릭 키를 보관하고, 프라이빗 키는 다운로드한 파일에만 있습니다.',
  'keys.filter': '속성 또는 태그로 키 페어 찾기',
  'keys.empty': '키 페어 없음',
  'keys.emptyText': '키 페어로 SSH를 통해 인스턴스에 로그인합니다.',
  'keys.create': '키 페어 생성',
  'keys.createdText': '키 페어 {name}을(를) 생성하고 프라이빗 키를 다운로드했습니다',
  'keys.import': '키 페어 가져오기',
  'keys.importedText': '키 페어 {name}을(를) 가져왔습니다',
  'keys.publicKey': '퍼블릭 키',
  'keys.publicKeyText': '~/.ssh/id_ed25519.pub와 같은 OpenSSH 형식입니다.',
  'keys.delete': '키 페어 삭제',
  'keys.deleteText': '이 키로 시작한 인스턴스는 계속 작동하며 프라이빗 키를 계속 받아들입니다.',
  'keys.selectOne': '먼저 키 페어를 선택하세요.',
  'keys.name': '이름',
  'keys.id': 'ID',
  'keys.type': '유형',
  'keys.created': '생성됨',
  'keys.fingerprint': '지문',
}
