export const serverVersion = '10.5.29-MariaDB'
export const dataDirectory = '/var/lib/mysql'
export const socketPath = `${dataDirectory}/mysql.sock`
