package vocabulary

// Traditional characters of financial statements and their simplified forms,
// in the same order. Labels are compared in simplified form, so that one
// entry serves both scripts; words that differ between regions have entries
// of their own.
const (
	traditionalForms = "個倉價億優償儲內兩冊准凈別則創劃劑動勞勵務勝區協單卻參員問啟國園圖團圓執報場塊壞增壓壽夠夥奪妳妝" +
		"娛婦學實審寫寬寶將專對導屆屬層島帳帶幣幾庫廠廣廢廳張強彈彙後從徵復應懸戰戶擁擇擔據擬攤攜敗數斷於旧時會東條極構標" +
		"樣樓機檔檢權歐歲歷歸殘殼決況減測準滿漲潛濟為無營爾獎獨獲現產畢異當療發監盤確碼礎禮種稅積稱穩競筆節範築簡籌糧約級" +
		"紅納紙純細終組結給統經綜維網緊線編緩縣總績繳繼續羅義習聯聲職脈腦臨與興舊艦藝藥處號蝕衛衝補裝製複見規視覽觀計訂" +
		"訊設許評詞試該詳認語誤說課調請諾證識譯議變讓負財貢貨販責貯貴買費貼貿賀賃資賬賒賞賠賣質購贈贊贏贖車軌軟較載輔輕輛" +
		"輪輸轉農達運過進遠適遞選遺還邊郵醫釋鉛銀銅銷銘鋪鋼錄錢錯鍵鎖鏈鐵長門開間關閱陸陽隊階際隨險隱離難電預項順領頭額類" +
		"潤貸備辦們遊戲雲佈慮鏡齊訴訟廚顧顯風飛館駐駛騰驗體點齡龍虧絀淨溢稀釐擴擠擾撥撤擊損換據擱櫃檯氣滯漁滙匯溫湊滅灣災炼煉爐獻環畫盡盤盧睞"
	simplifiedForms = "个仓价亿优偿储内两册准净别则创划剂动劳励务胜区协单却参员问启国园图团圆执报场块坏增压寿够伙夺你妆" +
		"娱妇学实审写宽宝将专对导届属层岛账带币几库厂广废厅张强弹汇后从征复应悬战户拥择担据拟摊携败数断于旧时会东条极构标" +
		"样楼机档检权欧岁历归残壳决况减测准满涨潜济为无营尔奖独获现产毕异当疗发监盘确码础礼种税积称稳竞笔节范筑简筹粮约级" +
		"红纳纸纯细终组结给统经综维网紧线编缓县总绩缴继续罗义习联声职脉脑临与兴旧舰艺药处号蚀卫冲补装制复见规视览观计订" +
		"讯设许评词试该详认语误说课调请诺证识译议变让负财贡货贩责贮贵买费贴贸贺赁资账赊赏赔卖质购赠赞赢赎车轨软较载辅轻辆" +
		"轮输转农达运过进远适递选遗还边邮医释铅银铜销铭铺钢录钱错键锁链铁长门开间关阅陆阳队阶际随险隐离难电预项顺领头额类" +
		"润贷备办们游戏云布虑镜齐诉讼厨顾显风飞馆驻驶腾验体点龄龙亏绌净溢稀厘扩挤扰拨撤击损换据搁柜台气滞渔汇汇温凑灭湾灾炼炼炉献环画尽盘卢睐"
)

var toSimplified = func() map[rune]rune {
	from, to := []rune(traditionalForms), []rune(simplifiedForms)
	m := make(map[rune]rune, len(from))
	for i, r := range from {
		m[r] = to[i]
	}
	for r, s := range sameCharacter {
		m[r] = s
	}
	return m
}()

// sameCharacter folds characters that are written for one another: 帳 and 賬
// stand for 账, and the words for "and" for 和.
var sameCharacter = map[rune]rune{
	'帐': '账', '帳': '账', '裡': '里', '裏': '里', '衆': '众', '眾': '众', '佔': '占', '淨': '净', '凈': '净', '託': '托', '佣': '佣',
	'傭': '佣', '余': '余', '餘': '余', '及': '和', '与': '和', '與': '和', '并': '并', '併': '并', '並': '并', '群': '群', '羣': '群', '爲': '为',
	'盈': '盈', '綫': '线', '証': '证', '綠': '绿', '啓': '启', '劵': '券', '闗': '关', '関': '关', '來': '来', '業': '业', '爭': '争', '傳': '传',
	'僅': '仅', '債': '债', '傷': '伤', '價': '价', '儀': '仪', '眞': '真', '採': '采', '捨': '舍', '掛': '挂', '揮': '挥', '術': '术', '據': '据',
	'夾': '夹', '寧': '宁', '尋': '寻', '幹': '干',
}

// simplified is the common form of a Chinese character.
func simplified(r rune) rune {
	if s, ok := toSimplified[r]; ok {
		return s
	}
	return r
}
