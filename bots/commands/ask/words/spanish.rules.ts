import type { WordTable } from './concepts.types.ts';

/** Spanish: the basics, compared without accents. */
export const spanish: WordTable = {
  stop: `el|la|los|las|un|una|unos|unas|de|del|al|y|o|en|es|esta|estan|son|hay|ha|han|hemos|fue|fueron|era|se|su|sus|nos|nuestro
    |nuestra|nuestros|nuestras|que|lo|por favor|ahora|actualmente|todavia|aun|ya|algo|alguno|alguna|algunos|tenemos|tiene|tienen
    |ser|hola|gracias|este momento|en este momento|para|por|con|ahora mismo|te|les|quedan|estamos|siguen|sigue|porfa|hay que|dime
    |puedes|puedes decirme|me puedes decir|oye|tengo|algun|alguien|tal|he|hay algo|buenas|buenos dias|buenas tardes|oiga|pues
    |entonces|actual|ahorita|favor|me|mi|tu|usted|ustedes|nosotros|yo|aqui|alli|ahi|cosas|cosa|solo|tambien|muy|asi|cada|otra|otro
    |esos|esas|ese|esa|eso|vamos|va a|van a|van|puedo|podemos|podria|quisiera|necesito|quiero|sea|estos dias|nuestra parte`,
  not: 'no|sin|ningun|ninguna|nunca',
  my: 'mis|mi|mios|mias|asignados a mi|a mi|tengo yo',
  i_have: 'tengo',
  show: `muestra|muestrame|muestre|ensename|dame|lista|listame|busca|encuentra|dime|quiero ver|ver|puedes mostrarme|ensename los
    |buscame|pasame|a ver|mostrar|ensenar|ensename todo|muestrame todo|muestrame todos|dame una lista|dame la lista|lista de
    |listar|listado de|quisiera ver|necesito ver|necesito|quiero saber|me das|me muestras|podrias mostrarme|sacame|saca|buscar
    |encontrar|consulta los`,
  from: 'de|del|para',
  at: 'con|en',
  with: 'con',
  about: 'sobre|acerca de|acerca del|relacionados con|respecto a',
  who: 'quien|quienes|quien es',
  what: 'que|que hay|cual|cual es|cuales son',
  which: 'que|cuales|cual',
  when: 'cuando|a que hora',
  why: 'por que|porque',
  how: 'como',
  how_to: `como puedo|como se|como podemos|como hago para|como hacer|como restablecer|como se hace|como configuro|como configurar
    |como instalo|como reinicio|como cambio|que hago si|como hago|como conecto|como conectar|como reiniciar|como instalar
    |como cambiar|como arreglar|como solucionar|como resetear|como actualizar|como crear|como poner|como activar|como desactivar
    |como anado|como agrego|como restablezco|como reseteo|como arreglo|como soluciono|como pongo|que hacer si|que hacer cuando
    |que se hace cuando|pasos para|instrucciones para|procedimiento para`,
  how_many: `cuantos|cuantas|cuanto|numero de|cantidad de|cuantos hay|cuantos tickets|cuantas incidencias|cuantos casos
    |cuantos tenemos|cuanta|cuantas hay|el numero de|total de|cantidad`,
  how_long: 'cuanto tiempo|cuantas horas|horas|tiempo',
  worktime: 'trabajado|trabaje|dedicado|registrado|trabajo|registradas|trabajadas|invertido|he trabajado',
  per: 'por|por cada',
  most: 'mas|con mas',
  exists: 'hay|tenemos|existen',
  tickets: `ticket|tickets|tiquet|tiquetes|caso|casos|solicitud|solicitudes|incidencia|incidencias|peticiones|consulta|consultas
    |tique|tiques|tickets de|avisos|aviso|asunto|asuntos|tarea|tareas|trabajos|pedido|pedidos|peticion|ordenes|cola|la cola
    |reportes|reporte|cosas`,
  problems: `problema|problemas|queja|quejas|averia|averias|fallos|incidencias|averiado|averiada|averiados|estropeado|estropeada
    |roto|rota|rotos|no funciona|no funcionan|no va|caido|caida|caidos|caidas|fallo|falla|fallas|falla el|error|errores|lios|lio
    |reclamaciones|reclamacion|cortes`,
  customer: 'cliente|clientes|empresa|empresas',
  contact: `contacto|contactos|a quien conocemos|persona de contacto|datos de contacto|quien es|con quien hablo|a quien llamo
    |quien es el contacto|persona de contacto en|contacto en|contacto de|contactos de|con quien hablo en
    |con quien tengo que hablar|quien es nuestro contacto|nuestro contacto|ficha de|ficha del cliente|datos de|que sabemos de
    |hablame de|jefe|encargado`,
  phone: `telefono|numero de telefono|correo de|telefono de|email de|movil de|numero de|telefono del|el telefono de|el numero de
    |numero del|movil|celular|correo del|el correo de|mail de|como contacto con|como contacto a|como localizo a|extension`,
  contract: `contrato|contratos|contrato de mantenimiento|contrato de soporte|contratos de|contrato de|contrato vigente
    |contratados|contratado|tiene contratado|mantenimiento|contrato en vigor|abono|suscripcion|suscripciones|garantia|en garantia
    |cobertura|cubierto|bajo contrato`,
  article: `articulo|articulos|base de conocimiento|documentacion|manual|guia|base de conocimientos|documento|documentos|manuales
    |guias|instrucciones|instructivo|procedimiento|procedimientos|tutorial|tutoriales|wiki`,
  mail: 'correo|correos|mensaje|mensajes|email|emails|correos electronicos',
  notification: 'notificacion|notificaciones|avisos',
  missed: 'perdido|me he perdido|me perdi|he perdido',
  calendar: 'horario|horarios|calendario|calendarios|abrimos|abiertos hoy|horario de apertura|horario de atencion|estamos abiertos',
  holiday: 'festivos|dias festivos|festivo',
  team: 'equipo|equipos',
  knows: 'sabe de|sabe|conoce|entiende de|experto en',
  oncall: `de guardia|guardia|de turno|turno|esta de guardia|turno de guardia|localizable|guardia este fin de semana
    |guardia esta noche|quien esta de guardia|esta de turno|telefono de guardia|a quien llamo de noche|a quien llamo esta noche
    |a quien llamo por la noche|emergencia|emergencias|en caso de emergencia|numero de emergencia|turno de noche`,
  rota: 'turnos|calendario de guardias|cuadrante',
  handoff: 'relevo|traspaso',
  away: `ausente|ausentes|de vacaciones|vacaciones|enfermo|enferma|de baja|fuera|ausencias|baja|falta hoy|no esta|fuera hoy
    |de permiso|permiso|libra|libran|dia libre|de dia libre|no viene|no vienen|no ha venido|falta|faltan|quien falta|no estan
    |de descanso|baja medica|en la oficina|de viaje`,
  next_action: 'proxima accion|proximas acciones|siguiente paso|siguientes pasos|proximo paso|proximos pasos',
  todo: `que debo hacer|que debo hacer ahora|que hago ahora|que tengo que hacer|que hago|que toca|que debo hacer despues|que sigue
    |por donde empiezo`,
  tag: 'etiqueta|etiquetas|etiquetados con',
  attachment: 'adjunto|adjuntos|archivo|archivos|archivos adjuntos',
  spam: 'spam|correo basura|no deseado',
  history: 'paso|pasado|ocurrido|historia|historial|estado|novedades|va|como va|pasa|que pasa|pasado con|ha pasado|va el',
  involved: 'involucrado|involucrados|participa|participan|implicado|participantes',
  duplicate: 'similar|similares|parecido|parecidos|duplicados|duplicado|igual que|como el|ya tuvimos|algo parecido',
  open: `abierto|abiertos|abierta|abiertas|sin resolver|sin cerrar|pendiente|pendientes|no resueltos|por resolver|sin terminar
    |por hacer|quedan|por cerrar|sin acabar|sin solucionar|aun abiertos|todavia abiertos|siguen abiertos|abiertas aun|en marcha
    |activos|activas|activo|por atender|sin atender|por tramitar|queda pendiente|quedan pendientes|hay pendiente|queda por hacer`,
  in_progress: 'en curso|en proceso|en progreso',
  waiting: `esperando al cliente|esperando|en espera|a la espera|a la espera del cliente|esperamos|esperando respuesta del cliente
    |esperan al cliente|pendientes del cliente|espera del cliente|esperan|esperando respuesta|esperamos respuesta
    |esperamos al cliente|esperando a los clientes|pendiente del cliente|pendiente de respuesta|pendientes de respuesta
    |respuesta del cliente|del lado del cliente|contesten|conteste el cliente|que responda el cliente|parados por el cliente
    |a la espera de respuesta`,
  unanswered: `sin respuesta|sin contestar|sin responder|esperan respuesta|espera respuesta|esperando respuesta nuestra
    |esperan nuestra respuesta`,
  resolved: 'resuelto|resueltos|resuelta|resueltas|solucionados|solucionadas|resolvimos|terminados|hemos resuelto|arreglados|solucionamos',
  closed: 'cerrado|cerrados|cerrada|cerradas|cerramos|hemos cerrado',
  late: `atrasado|atrasados|atrasada|atrasadas|retrasado|retrasados|retrasadas|vencido|vencidos|vencidas|con retraso
    |fuera de plazo|tarde|retraso|en rojo|rojo|caducados|pasados de fecha|con demora|demorados|demorado|demora|fuera de tiempo
    |pasados de plazo|pasado de plazo|plazo vencido|se han pasado|llegan tarde|vamos tarde|retrasada|expirados|expirado|atraso
    |atrasos|caducado`,
  breached: 'incumplido|incumplidos|sla incumplido|incumplidas',
  soon: `a punto de vencer|a punto de estallar|a punto de explotar|pronto|en riesgo|por vencer|estallar|a punto de|en peligro|arde
    |ardiendo|quema|quemando|vencen pronto|va a explotar|proximos a vencer|proximo a vencer|vencen hoy|vence hoy|por caducar
    |a punto de caducar|estan por vencer|se nos pasa|se nos va a pasar|se van a pasar|apurados|al limite|al borde|vencer pronto
    |van a vencer|va a vencer`,
  due: `vence|vencen|plazo|fecha limite|caduca|caducan|vencer|hay que responder|para cuando|vencimiento|vencimientos|vencen manana
    |entregar|para hoy|toca hoy|hay que terminar|hay que cerrar|terminar`,
  unassigned: `sin asignar|no asignado|no asignados|no asignadas|sin responsable|nadie|sin dueno|de nadie|sin propietario|libres
    |huerfanos|sin agente|sin tecnico|sin persona asignada|sin nadie|no tiene nadie|no tienen dueno|no tiene dueno
    |no tienen responsable|nadie ha cogido|nadie ha tomado|nadie tiene|que nadie|sin coger|por asignar|por repartir|sin encargado
    |no los lleva nadie`,
  assigned: 'asignado a|asignados a|asignadas a',
  working_on: 'trabaja|trabajando|trabaja en|esta trabajando|hace|haciendo|lleva',
  busy: `sobrecargado|sobrecargada|ocupado|ocupada|saturado|saturada|hasta arriba|agobiado|agobiada|desbordado|desbordada|liado
    |liada|mucho trabajo|carga de trabajo|carga|tiempo libre|disponible|mucha carga`,
  reopened: 'reabierto|reabiertos|reabiertas|reabierta|reabrieron|se reabrieron|vueltos a abrir|han vuelto|volvieron|volvio',
  oldest: 'mas antiguo|mas antiguos|mas antiguas|mas viejos',
  older: 'mas de|hace mas de|mas antiguos que|desde hace mas de|mas antiguas que',
  new: 'nuevo|nuevos|nueva|nuevas',
  arrived: `recibido|recibidos|recibidas|llegado|llegaron|llego|entraron|entrado|creados|creadas|recibimos|nuevo|nuevos|nuevas
    |han llegado|han entrado|hemos recibido|entro|entrado hoy|entran|entraron hoy|llegan|recibio|abiertos hoy|abrieron|registrados
    |se abrieron|han entrado hoy|nuevas entradas`,
  urgent: `urgente|urgentes|critico|criticos|criticas|critica|urgencia|urgencias|muy urgente|muy urgentes|prioritario|prioritarios
    |grave|graves|p1|apremiante`,
  high: 'importante|importantes|prioridad alta|alta prioridad|alta',
  low: 'prioridad baja|baja prioridad',
  priority: 'prioridad',
  all: 'todo|todos|todas|toda',
  stats: `estadisticas|cifras|informe|resumen|como fue|como nos fue|como vamos|numeros del mes|numeros de|balance|como vamos de
    |como nos va|como nos ha ido|informes|cuadro de mando`,
  trend: `tendencia|mas tickets que antes|evolucion|aumentando|mas tickets|aumenta|mas tickets que|mas que antes|aumentan|suben
    |subiendo|subido|sube|bajando|bajan|baja el numero|crece|crecen|creciendo|disminuyen|aumentado|mas que el mes|menos que
    |cada vez mas`,
  speed: 'tiempo de respuesta|tiempos de respuesta|que tan rapido|con que rapidez|rapido|rapidez|tiempo de resolucion|velocidad',
  sla: 'sla|niveles de servicio|nivel de servicio|acuerdos de servicio',
  kept: 'cumpliendo|cumplimos|cumplimiento|cumplen|cumplido|se cumplen|se cumple|a tiempo|dentro de plazo|en plazo',
  satisfaction: `satisfecho|satisfechos|satisfaccion|contentos|felices|valoraciones|contento|opinan|feliz|que opinan|opinion
    |opiniones|nos valoran|valoracion|quejosos|encuestas|encuesta`,
  failed: 'fallado|no enviados|no enviado|no salieron|no se enviaron|fallaron|fallidos|no ha salido|no se envio|fallo|no salio',
  doubt: 'dudosos|en duda|inciertos',
  how_is: 'como va|como esta|como le va a|que tal|que pasa con',
  today: 'hoy|esta manana',
  yesterday: 'ayer',
  tomorrow: 'manana',
  tonight: 'esta noche',
  weekend: 'fin de semana',
  last: 'ultimo|ultimos|ultima|ultimas|pasado|pasada|pasados',
  next: 'proximo|proxima|proximos|proximas',
  this: 'este|esta|estos',
  since: 'desde|desde el',
  within: 'en las proximas|dentro de|en los proximos',
  ago: 'hace',
  minute: 'minuto|minutos',
  hour: 'hora|horas',
  day: 'dia|dias',
  week: 'semana|semanas',
  month: 'mes|meses',
  year: 'ano|anos',
  monday: 'lunes',
  tuesday: 'martes',
  wednesday: 'miercoles',
  thursday: 'jueves',
  friday: 'viernes',
  saturday: 'sabado',
  sunday: 'domingo',
  two: 'dos',
  three: 'tres',
  four: 'cuatro',
  five: 'cinco',
  seven: 'siete',
  ten: 'diez',
  thirty: 'treinta',
  billing: 'factura|facturas|facturacion|pago|pagos',
  bug: 'bug|bugs|errores de software',
  complained: `quejado|quejo|quejan|escrito|reportado|informado|se ha quejado|escribio|preguntado|se queja|se quejan|reporto
    |se quejo|da mas problemas|da problemas|quejan de|queja|quejaron|escribieron|reportaron|reportan|informan|avisado|avisaron
    |pidio|pidieron|pregunto|preguntaron|dicho|protesta|protestan`,
  untouched: `sin tocar|sin actividad|olvidados|sin movimiento|sin actualizar|olvidado|parados|parado|estancados|estancado
    |abandonados|muertos|sin moverse|no se ha movido|no se han movido|paradas|cogiendo polvo|dormidos|dormido|sin novedades
    |sin cambios|atascados|atascado|nadie ha tocado|abandonado`,
  snoozed: 'pospuestos|aplazados',
  write: 'cierra|cerrar|borra|elimina|asigna|envia|responde|crea|olvida|ignora|cambia|reasigna|manda|cierra todos|escribe|cancela',
  assign_to: 'asigna|reasigna|pasa',
  to: 'a',
  resolve_it: 'resuelve|resolver|soluciona',
};
