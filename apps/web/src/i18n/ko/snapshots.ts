import type { snapshots as en } from '../en/snapshots.ts'

export const snapshots: Record<keyof typeof en, string> = {
  'snapshots.title': '스냅샷',
  'snapshots.filter': '속성 또는 태그로 스냅샷 찾기',
  'snapshots.empty': '스냅샷 없음',
  'snapshots.emptyText': '스냅샷은 특정 시점의 볼륨 내용을 보관합니다.',
  'snapshots.selectOne': '먼저 스냅샷을 선택하세요.',
  'snapshots.create': '스냅샷 생성',
  'snapshots.startedNow': '스냅샷을 생성하는 중입니다',
  'snapshots.noVolume': '스냅샷을 생성할 볼륨이 없습니다.',
  'snapshots.tooLong': '최대 255자입니다.',
  'snapshots.id': '스냅샷 ID',
  'snapshots.descriptionColumn': '설명',
  'snapshots.state': '스냅샷 상태',
  'snapshots.progress': '진행률',
  'snapshots.started': '시작됨',
  'snapshots.usedBy': 'AMI {id}이(가) 이 스냅샷을 사용합니다. 먼저 AMI를 등록 취소하세요.',
  'snapshots.delete': '스냅샷 삭제',
  'snapshots.deleteText': '이 스냅샷으로 만든 볼륨은 영향을 받지 않습니다.',
}
