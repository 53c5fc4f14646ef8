import { expect, terminal, test, typeLine } from '../support/test.ts'

const languages = {
  en: {
    locale: 'en-US',
    name: 'Name',
    keyPair: /^Key pair name/,
    noKey: /Proceed without a key pair/,
    launch: 'Launch instance',
    launched: 'Launch of 1 instance initiated',
    viewAll: 'View all instances',
    instances: 'Instances',
    pending: 'Pending',
    running: 'Running',
    connect: 'Connect',
    noRole: /It has no IAM role/,
    createRole: 'Create a role and attach it',
    terminalOf: (name: string) => `Terminal on ${name}`,
    actions: 'Actions',
    imageMenu: 'Image and templates',
    createImage: 'Create image',
    imageName: 'Image name',
    viewImages: 'View images',
    available: /available/i,
    launchFromImage: 'Launch instance from AMI',
  },
  ko: {
    locale: 'ko-KR',
    name: '이름',
    keyPair: /^키 페어 이름/,
    noKey: /키 페어 없이 계속 진행/,
    launch: '인스턴스 시작',
    launched: '인스턴스 1개의 시작을 개시했습니다',
    viewAll: '모든 인스턴스 보기',
    instances: '인스턴스',
    pending: '대기 중',
    running: '실행 중',
    connect: '연결',
    noRole: /IAM 역할이 없습니다/,
    createRole: '역할을 생성하여 연결',
    terminalOf: (name: string) => `${name}의 터미널`,
    actions: '작업',
    imageMenu: '이미지 및 템플릿',
    createImage: '이미지 생성',
    imageName: '이미지 이름',
    viewImages: '이미지 보기',
    available: /available|사용 가능/i,
    launchFromImage: 'AMI로 인스턴스 시작',
  },
} as const

for (const [language, t] of Object.entries(languages)) {
  test.describe(language, () => {
    test.use({ locale: t.locale })

    test('a newcomer launches, connects, makes an image and launches from it', async ({
      page,
      world,
    }) => {
      const row = (name: string) => page.getByRole('row').filter({ hasText: name })
      /** Launches from the form on show and follows the instance in the list until it runs. */
      const launch = async (name: string) => {
        await page.getByRole('textbox', { name: t.name, exact: true }).fill(name)
        await page.getByRole('button', { name: t.keyPair }).click()
        await page.getByRole('option', { name: t.noKey }).click()
        await world.pause()
        await page.getByRole('button', { name: t.launch, exact: true }).click()
        await expect(page.getByText(t.launched)).toBeVisible()
        await page.getByRole('button', { name: t.viewAll }).click()
        await expect(row(name).getByText(t.pending)).toBeVisible()
        await world.advance('15s')
        await expect(row(name).getByText(t.running)).toBeVisible()
      }
      const connect = async (name: string) => {
        await row(name).getByRole('checkbox').check()
        await page.getByRole('button', { name: t.connect, exact: true }).click()
        await expect(page.getByText(t.noRole)).toBeVisible()
        const open = page.getByRole('button', { name: t.connect, exact: true })
        await expect(open).toBeDisabled()
        await page.getByRole('button', { name: t.createRole }).click()
        await world.setSpeed(30)
        await open.click()
        await expect(terminal(page, t.terminalOf(name))).toHaveText(/[$#]\s*$/)
      }

      await page.goto(world.path('/launch'))
      await launch('first')
      await connect('first')
      const onFirst = t.terminalOf('first')
      await typeLine(
        page,
        onFirst,
        'echo brought by the image | sudo tee /srv/note.txt',
        /txt\s+brought by/,
      )

      await page.reload()
      await expect(terminal(page, onFirst)).toContainText(/txt\s+brought by the image/, {
        useInnerText: true,
      })
      await typeLine(page, onFirst, 'sync; ls /srv', /ls \/srv\s+note\.txt/)

      await page.getByRole('link', { name: t.instances, exact: true }).first().click()
      await row('first').getByRole('checkbox').check()
      await page.getByRole('button', { name: t.actions, exact: true }).click()
      await page.getByRole('menuitem', { name: t.imageMenu }).click()
      await page.getByRole('menuitem', { name: t.createImage }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox', { name: t.imageName }).fill('golden')
      await dialog.getByRole('button', { name: t.createImage }).click()
      await page.getByRole('link', { name: t.viewImages }).click()
      await world.advance('1m')
      await expect(row('golden').getByText(t.available)).toBeVisible()

      await page.getByRole('button', { name: t.launchFromImage }).click()
      await launch('second')
      await connect('second')
      await typeLine(
        page,
        t.terminalOf('second'),
        'cat /srv/note.txt',
        /note\.txt\s+brought by the image/,
      )
    })
  })
}
