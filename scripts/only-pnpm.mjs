// Plain `npm install` would make a second, different tree: stop it with a hint.
if (!(process.env.npm_config_user_agent ?? '').startsWith('pnpm/')) {
  console.error(
    'This workspace uses pnpm. Run `npm start`, `npm test` or `npx -y pnpm@12.21.0 install`.',
  )
  process.exit(1)
}
