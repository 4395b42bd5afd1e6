//! More handlers than one `match` takes, with a mount behind them.

use wegwerk::prelude::*;
use wegwerk::testing::Client;
use wegwerk_tests_mounted::Links;

struct Many(Links);

macro_rules! many {
    ($($method:ident $rule:literal)*) => {
        #[app]
        impl Many {
            $(
                #[get($rule)]
                fn $method(&self, id: u16, matched: MatchedRule) -> String {
                    format!("{} {id}", matched.endpoint())
                }
            )*

            #[mount("/links")]
            fn links(&self) -> &Links {
                &self.0
            }
        }

        const PATHS: &[(&str, &str)] = &[$((stringify!($method), $rule)),*];
    };
}

many! {
    on_0 "/0/<int:id>"
    on_1 "/1/<int:id>"
    on_2 "/2/<int:id>"
    on_3 "/3/<int:id>"
    on_4 "/4/<int:id>"
    on_5 "/5/<int:id>"
    on_6 "/6/<int:id>"
    on_7 "/7/<int:id>"
    on_8 "/8/<int:id>"
    on_9 "/9/<int:id>"
    on_10 "/10/<int:id>"
    on_11 "/11/<int:id>"
    on_12 "/12/<int:id>"
    on_13 "/13/<int:id>"
    on_14 "/14/<int:id>"
    on_15 "/15/<int:id>"
    on_16 "/16/<int:id>"
    on_17 "/17/<int:id>"
    on_18 "/18/<int:id>"
    on_19 "/19/<int:id>"
    on_20 "/20/<int:id>"
    on_21 "/21/<int:id>"
    on_22 "/22/<int:id>"
    on_23 "/23/<int:id>"
    on_24 "/24/<int:id>"
    on_25 "/25/<int:id>"
    on_26 "/26/<int:id>"
    on_27 "/27/<int:id>"
    on_28 "/28/<int:id>"
    on_29 "/29/<int:id>"
    on_30 "/30/<int:id>"
    on_31 "/31/<int:id>"
    on_32 "/32/<int:id>"
    on_33 "/33/<int:id>"
    on_34 "/34/<int:id>"
    on_35 "/35/<int:id>"
    on_36 "/36/<int:id>"
    on_37 "/37/<int:id>"
    on_38 "/38/<int:id>"
    on_39 "/39/<int:id>"
    on_40 "/40/<int:id>"
    on_41 "/41/<int:id>"
    on_42 "/42/<int:id>"
    on_43 "/43/<int:id>"
    on_44 "/44/<int:id>"
    on_45 "/45/<int:id>"
    on_46 "/46/<int:id>"
    on_47 "/47/<int:id>"
    on_48 "/48/<int:id>"
    on_49 "/49/<int:id>"
    on_50 "/50/<int:id>"
    on_51 "/51/<int:id>"
    on_52 "/52/<int:id>"
    on_53 "/53/<int:id>"
    on_54 "/54/<int:id>"
    on_55 "/55/<int:id>"
    on_56 "/56/<int:id>"
    on_57 "/57/<int:id>"
    on_58 "/58/<int:id>"
    on_59 "/59/<int:id>"
    on_60 "/60/<int:id>"
    on_61 "/61/<int:id>"
    on_62 "/62/<int:id>"
    on_63 "/63/<int:id>"
    on_64 "/64/<int:id>"
    on_65 "/65/<int:id>"
    on_66 "/66/<int:id>"
    on_67 "/67/<int:id>"
    on_68 "/68/<int:id>"
    on_69 "/69/<int:id>"
    on_70 "/70/<int:id>"
    on_71 "/71/<int:id>"
    on_72 "/72/<int:id>"
    on_73 "/73/<int:id>"
    on_74 "/74/<int:id>"
    on_75 "/75/<int:id>"
    on_76 "/76/<int:id>"
    on_77 "/77/<int:id>"
    on_78 "/78/<int:id>"
    on_79 "/79/<int:id>"
    on_80 "/80/<int:id>"
    on_81 "/81/<int:id>"
    on_82 "/82/<int:id>"
    on_83 "/83/<int:id>"
    on_84 "/84/<int:id>"
    on_85 "/85/<int:id>"
    on_86 "/86/<int:id>"
    on_87 "/87/<int:id>"
    on_88 "/88/<int:id>"
    on_89 "/89/<int:id>"
    on_90 "/90/<int:id>"
    on_91 "/91/<int:id>"
    on_92 "/92/<int:id>"
    on_93 "/93/<int:id>"
    on_94 "/94/<int:id>"
    on_95 "/95/<int:id>"
    on_96 "/96/<int:id>"
    on_97 "/97/<int:id>"
    on_98 "/98/<int:id>"
    on_99 "/99/<int:id>"
    on_100 "/100/<int:id>"
    on_101 "/101/<int:id>"
    on_102 "/102/<int:id>"
    on_103 "/103/<int:id>"
    on_104 "/104/<int:id>"
    on_105 "/105/<int:id>"
    on_106 "/106/<int:id>"
    on_107 "/107/<int:id>"
    on_108 "/108/<int:id>"
    on_109 "/109/<int:id>"
    on_110 "/110/<int:id>"
    on_111 "/111/<int:id>"
    on_112 "/112/<int:id>"
    on_113 "/113/<int:id>"
    on_114 "/114/<int:id>"
    on_115 "/115/<int:id>"
    on_116 "/116/<int:id>"
    on_117 "/117/<int:id>"
    on_118 "/118/<int:id>"
    on_119 "/119/<int:id>"
    on_120 "/120/<int:id>"
    on_121 "/121/<int:id>"
    on_122 "/122/<int:id>"
    on_123 "/123/<int:id>"
    on_124 "/124/<int:id>"
    on_125 "/125/<int:id>"
    on_126 "/126/<int:id>"
    on_127 "/127/<int:id>"
    on_128 "/128/<int:id>"
    on_129 "/129/<int:id>"
    on_130 "/130/<int:id>"
    on_131 "/131/<int:id>"
    on_132 "/132/<int:id>"
    on_133 "/133/<int:id>"
    on_134 "/134/<int:id>"
    on_135 "/135/<int:id>"
    on_136 "/136/<int:id>"
    on_137 "/137/<int:id>"
    on_138 "/138/<int:id>"
    on_139 "/139/<int:id>"
    on_140 "/140/<int:id>"
    on_141 "/141/<int:id>"
    on_142 "/142/<int:id>"
    on_143 "/143/<int:id>"
    on_144 "/144/<int:id>"
    on_145 "/145/<int:id>"
    on_146 "/146/<int:id>"
    on_147 "/147/<int:id>"
    on_148 "/148/<int:id>"
    on_149 "/149/<int:id>"
}

#[tokio::test]
async fn each_of_many_handlers_is_found() {
    let client = Client::new(Many(Links));
    for (method, rule) in PATHS {
        // A number alone can be no method of the URLs, so that the endpoint keeps its `on_`.
        let response = client.get(&rule.replace("<int:id>", "8")).await;
        assert_eq!(response.text(), format!("{method} 8"));
    }
    assert_eq!(PATHS.len(), 150);
    assert_eq!(client.get("/links/x").await.text(), "link x");
}
