import type { Page } from '@playwright/test'
import { row } from '../support/console.ts'
import { expect, test, type World } from '../support/test.ts'

test.use({ locale: 'ko-KR' })

/** A web server, for the image. */
const webServer = `#!/bin/bash
dnf install -y httpd stress
systemctl enable --now httpd
`
/** What each server of the group does: says who it is, and works hard for a quarter of an hour some time after its boot. */
const busy = `#!/bin/bash
hostname > /var/www/html/index.html
(sleep 600; stress --cpu 2 --timeout 900) &
`

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click()

const follow = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click()

/** Winds the cloud's clock from the top bar. */
async function wind(page: Page, by: string): Promise<void> {
  await page.getByRole('button', { name: /^클라우드 시계/ }).click()
  await page.getByRole('menuitem', { name: by, exact: true }).click()
}

/** Opens a list's or a page's menu of actions and takes the entry, reached through its group if it has one. */
async function act(page: Page, ...path: string[]): Promise<void> {
  await press(page, '작업')
  for (const name of path) await page.getByRole('menuitem', { name, exact: true }).click()
}

async function choose(page: Page, label: RegExp, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).first().click()
  await page.getByRole('option').filter({ hasText: option }).first().click()
}

async function writeUserData(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^고급 세부 정보/ }).click()
  await page.getByLabel('일반 텍스트 영역').check()
  await page.getByRole('textbox', { name: '사용자 데이터 - 선택 사항' }).fill(text)
}

/** From the dashboard to a server, its image, and a template of it. */
async function prepare(page: Page, world: World): Promise<void> {
  await page.goto(world.path('/'))
  await press(page, '인스턴스 시작')
  await page.getByRole('textbox', { name: '이름', exact: true }).fill('web-server')
  await choose(page, /^키 페어 이름/, '키 페어 없이 계속 진행')
  await page.getByText('인터넷에서 HTTP 트래픽 허용').click()
  await writeUserData(page, webServer)
  await press(page, '인스턴스 시작')
  await page.getByRole('link', { name: /^i-/ }).click()
  await wind(page, '+ 5분')
  await expect(page.getByText('3개 중 3개의 검사 통과')).toBeVisible()

  await act(page, '이미지 및 템플릿', '이미지 생성')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '이미지 이름' }).fill('web-image')
  await dialog.getByRole('button', { name: '이미지 생성' }).click()
  await page.getByRole('link', { name: '이미지 보기' }).click()
  await wind(page, '+ 5분')
  await expect(row(page, 'web-image')).toContainText('사용 가능')

  await act(page, 'AMI로 시작 템플릿 생성')
  await page.getByRole('textbox', { name: '시작 템플릿 이름' }).fill('web-template')
  await choose(page, /일반 보안 그룹/, 'launch-wizard')
  await page.keyboard.press('Escape')
  await writeUserData(page, busy)
  await press(page, '시작 템플릿 생성')
  await expect(page.getByText('시작 템플릿이 생성되었습니다')).toBeVisible()
}

/** A target group, and from its notice a balancer before it. */
async function balance(page: Page): Promise<void> {
  await follow(page, '대상 그룹')
  await press(page, '대상 그룹 생성')
  await page.getByRole('textbox', { name: '대상 그룹 이름' }).fill('web-targets')
  await press(page, '다음')
  await press(page, '다음')
  await press(page, '대상 그룹 생성')
  await page.getByRole('link', { name: '로드 밸런서 생성' }).click()
  await page.getByRole('textbox', { name: '로드 밸런서 이름' }).fill('web-balancer')
  for (const zone of [/2a/, /2c/]) await page.getByRole('checkbox', { name: zone }).check()
  await choose(page, /^보안 그룹/, 'launch-wizard')
  await page.keyboard.press('Escape')
  await press(page, '로드 밸런서 생성')
}

/** A group of two to four, from the balancer's notice: it brings the target group along. */
async function scale(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Auto Scaling 그룹 생성' }).click()
  await page.getByRole('textbox', { name: 'Auto Scaling 그룹 이름' }).fill('web-group')
  await choose(page, /^시작 템플릿/, 'web-template')
  await press(page, '다음')
  await page.getByRole('button', { name: /^서브넷/ }).click()
  for (const zone of ['ap-northeast-2a', 'ap-northeast-2c']) {
    await page.getByRole('option').filter({ hasText: zone }).click()
  }
  await page.keyboard.press('Escape')
  await press(page, '다음')
  await expect(page.getByText('web-targets')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Elastic Load Balancing 상태 확인 켜기' }).check()
  await press(page, '다음')
  await page.getByRole('textbox', { name: '최대 용량' }).fill('4')
  await page.getByRole('textbox', { name: '원하는 용량' }).fill('2')
  await page.getByRole('radio', { name: '대상 추적 크기 조정' }).check()
  await press(page, '다음')
  await press(page, '다음')
  await press(page, 'Auto Scaling 그룹 생성')
  await expect(page.getByText('그룹 web-group을(를) 저장했습니다')).toBeVisible()
}

test('the course’s path in Korean, from the first launch to the scaled group and its shrinking, by links alone', async ({
  page,
  world,
}) => {
  await world.pause()
  await test.step('a server, its image and a template', () => prepare(page, world))
  await test.step('a target group and a balancer', () => balance(page))
  await test.step('a group behind them', () => scale(page))

  await test.step('both serve, and answer visitors', async () => {
    await wind(page, '+ 5분')
    await expect(page.getByText('대상: 정상')).toHaveCount(2)
    await page.getByRole('link', { name: 'web-balancer' }).click()
    await act(page, '트래픽 보내기')
    await press(page, '트래픽 보내기')
    await expect(page.getByText('보내는 중')).toBeVisible()
    await wind(page, '+ 1분')
    await expect(page.getByRole('link', { name: /^i-[0-9a-f]{17}$/ })).toHaveCount(2)
    await press(page, '중지')
    await expect(page.getByText('끝남')).toBeVisible()
  })

  await test.step('it grows under load, and shrinks afterwards', async () => {
    await follow(page, 'Auto Scaling 그룹')
    await page.getByRole('link', { name: 'web-group' }).first().click()
    await world.advance('20m')
    await expect(page.getByText(/4개 중 4개/)).toBeVisible()
    await world.advance('6h')
    await expect(page.getByText(/1개 중 1개/)).toBeVisible()
  })
})
